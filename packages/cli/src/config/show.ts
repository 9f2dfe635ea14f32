import { Mistake } from '../mistake.ts';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';
import { paint, print, printJson, width } from '../terminal.ts';
import { masked } from './mask.ts';
import { type Resolution, resolveSettings, type Sources } from './resolve.ts';
import { settingNamed, type Value } from './settings.ts';
import { placeOf, type Source } from './source.ts';

/**
 * Prints what counts, and why.
 *
 * @throws {Mistake} where something is wrong: what is shown is what would be used
 */
export async function showConfig(sources: Sources, json: boolean): Promise<void> {
  const resolution = resolveSettings(sources);
  if (resolution.problems.length > 0) throw new Mistake(resolution.problems.join('\n'));
  if (json) await printJson(asData(resolution));
  else await print(describe(resolution));
}

function asData({ file, settings }: Resolution): unknown {
  return {
    file,
    settings: settings.map(({ name, value, source }) => ({
      name,
      value: shown(name, value) ?? null,
      source,
    })),
  };
}

function describe({ file, settings }: Resolution): string {
  const titles = ['setting', 'value', 'from'].map((title) => paint('dim', title));
  const rows = settings.map(({ name, value, source }) => [
    name,
    value === undefined ? paint('dim', otherwise(name)) : visible(inWords(shown(name, value))),
    from(source),
  ]);
  const read = file === null ? 'There is no safeward.yaml here, and none was named.' : `The file is ${file}.`;
  return `${formatTable([titles, ...rows], width())}\n${read}\n`;
}

function shown(name: Resolution['settings'][number]['name'], value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : masked(settingNamed(name), value);
}

function otherwise(name: Resolution['settings'][number]['name']): string {
  return `(${(settingNamed(name).otherwise ?? '').replaceAll('`', '')})`;
}

function inWords(value: Value | undefined): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function from(source: Source): string {
  return source.from === 'initial' ? paint('dim', 'built in') : placeOf(source);
}
