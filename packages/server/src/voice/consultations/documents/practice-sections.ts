import { diffPractices, loadPractice, type Measure, type Practice, type SourceFile } from '@safeward/engine';
import type { Section } from './document.ts';

/** A practice as something to be read and commented on, measure by measure. */
export interface PracticeRead {
  readonly sections: readonly Section[];
  readonly changes: readonly string[];
}

/**
 * One section for each measure, those that are gone included, with what changes from `before`.
 *
 * @throws where the files make no practice, which those that are stored do
 */
export function readSections(
  files: readonly SourceFile[],
  before: readonly SourceFile[] | null,
): PracticeRead {
  const practice = load(files);
  const earlier = before && load(before);
  const changes = earlier ? diffPractices(earlier, practice) : [];
  const gone = (earlier?.measures ?? []).filter(({ id }) => !practice.measures.some((one) => one.id === id));
  const sections = [
    ...practice.measures.map((measure) => sectionOf(measure, practice, changes)),
    ...gone.map(({ id, title }) => ({
      id,
      title,
      text: 'This measure would be gone.',
      ...changesOf(id, changes),
    })),
  ];
  return { sections, changes: changes.filter((change) => !/^measure /.test(change)) };
}

/** The measures that differ between two versions, each with what is other, one sentence a change. */
export function changedMeasures(
  files: readonly SourceFile[],
  before: readonly SourceFile[],
): Readonly<Record<string, readonly string[]>> {
  const changes = diffPractices(load(before), load(files));
  const ids = new Set(changes.flatMap((change) => measureOf(change) ?? []));
  return Object.fromEntries([...ids].map((id) => [id, changesOf(id, changes).changes ?? []]));
}

function load(files: readonly SourceFile[]): Practice {
  const loaded = loadPractice(files);
  if (!loaded.ok) throw new Error('a stored practice cannot be read');
  return loaded.practice;
}

/** `measure ID: …`, `measure ID is new…`, `measure ID is gone…`: as `diffPractices` words it. */
function measureOf(change: string): string | undefined {
  return /^measure (\S+?)(?:: | is (?:new|gone)(?:: |$))/.exec(change)?.[1];
}

function changesOf(id: string, changes: readonly string[]): Pick<Section, 'changes'> {
  const own = changes.filter((change) => measureOf(change) === id);
  return own.length === 0
    ? {}
    : { changes: own.map((change) => change.slice(`measure ${id}`.length).replace(/^: /, '').trim()) };
}

function sectionOf(measure: Measure, practice: Practice, changes: readonly string[]): Section {
  const { id, title, kinds, when, unless, limits, until, refs } = measure;
  const harm = practice.harms.find((one) => one.id === measure.harm);
  const action = [measure.do, ...limits, ...(until === undefined ? [] : [`until ${until}`])].join(' ');
  const lines = [
    ...(harm ? [`Harm: ${harm.title}`] : []),
    `What it does: ${action}`,
    `Where: ${kinds.length === 0 ? 'every kind of event' : kinds.join(', ')}`,
    `When: ${when}`,
    ...(unless === undefined ? [] : [`Unless: ${unless}`]),
    ...(refs.length === 0 ? [] : [`From: ${refs.join('; ')}`]),
  ];
  return { id, title, text: lines.join('\n'), ...changesOf(id, changes) };
}
