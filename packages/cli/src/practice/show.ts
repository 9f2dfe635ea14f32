import type { Measure, Practice } from '@safeward/engine';
import { paintAction } from '../output/style.ts';
import { formatTable } from '../output/table.ts';
import { countOf, shortLabel } from '../output/words.ts';
import { paint, print, printJson, width } from '../terminal.ts';
import { loadPlan } from './load.ts';

/** Prints the measures of a practice as a table, or all of it as data. */
export async function show(dir: string, json: boolean): Promise<void> {
  const { practice, label } = loadPlan(dir);
  if (json) await printJson({ label, ...practice });
  else await print(describe(practice, label));
}

function describe(practice: Practice, label: string): string {
  const head = practice.title === undefined ? shortLabel(label) : `${practice.title}: ${shortLabel(label)}`;
  const rows = practice.measures.map((measure) => [
    paint('bold', measure.id),
    actionOf(measure),
    measure.kinds.length === 0 ? 'every kind' : measure.kinds.join(', '),
    measure.harm ?? '',
    measure.title,
  ]);
  const titles = ['measure', 'does', 'to', 'harm', 'title'].map((title) => paint('dim', title));
  const counts = `${countOf(practice.measures.length, 'measure')}, ${countOf(practice.tests.length, 'test')}`;
  return `${head}\n\n${formatTable([titles, ...rows], width())}\n${counts}; an unknown age counts as ${practice.settings.unknown_age}.\n`;
}

function actionOf(measure: Measure): string {
  const detail = measure.until ?? (measure.limits.length > 0 ? measure.limits.join(', ') : undefined);
  const mode =
    measure.mode === 'shadow' ? ' (shadow)' : measure.rollout < 100 ? ` (${measure.rollout}%)` : '';
  return `${paintAction(measure.do)}${detail === undefined ? '' : `: ${detail}`}${mode}`;
}
