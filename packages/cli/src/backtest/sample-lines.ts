import { type BacktestTally, CHANGES, type Compared, type Sample } from '@safeward/engine';
import { shorten } from '../output/columns.ts';
import { consequenceOf } from '../output/consequence.ts';
import { ageOf } from '../output/people.ts';
import { paintAction } from '../output/style.ts';
import { number } from '../output/summary.ts';
import { spelledOut, visible } from '../output/visible.ts';
import { paint } from '../terminal.ts';
import { CHANGE_WORDS } from './headline.ts';

/** The most of a text that is shown, in columns. */
const MOST = 300;

/** Some of what changed, for each change and measure: the text shortened, and nothing in it unseen. */
export function formatSamples({ samples, groups }: BacktestTally, width: number): string {
  return Object.entries(samples)
    .toSorted(
      ([a], [b]) => placeOf(a) - placeOf(b) || (groups[b] ?? 0) - (groups[a] ?? 0) || (a < b ? -1 : 1),
    )
    .map(
      ([group, some]) =>
        `\n${describeGroup(group, groups[group] ?? 0)}\n${some.map((one) => describe(one, width)).join('')}`,
    )
    .join('');
}

function placeOf(group: string): number {
  return CHANGES.findIndex((change) => group.startsWith(`${change} `));
}

function describeGroup(group: string, count: number): string {
  const space = group.indexOf(' ');
  const [change, measure] = [group.slice(0, space), group.slice(space + 1)];
  const words = CHANGES.find((one) => one === change);
  const what = words === undefined ? change : CHANGE_WORDS[words];
  return (
    paint('bold', `${what}${measure === '' ? '' : `: ${visible(measure)}`}`) +
    paint('dim', ` (${number(count)})`)
  );
}

function describe({ event, before, after }: Sample, width: number): string {
  const { id, kind, actor, target, content } = event;
  const whom = target === undefined ? '' : ` → ${visible(target.id)}, ${ageOf(target.age?.band)}`;
  const who = `${visible(actor.id)}, ${ageOf(actor.age?.band)}${whom}`;
  const text = content?.text;
  return [
    `  ${visible(id)}  ${kind}  ${who}`,
    `    ${outcomeOf(before)} → ${outcomeOf(after)}`,
    ...(text === undefined ? [] : [`    “${shorten(spelledOut(text), Math.min(width - 6, MOST))}”`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function outcomeOf(compared: Compared): string {
  const measures = [...new Set(compared.reasons.map(({ measure }) => visible(measure)))];
  const notes = [visible(consequenceOf(compared)), ...measures].filter((note) => note !== '');
  return `${paintAction(compared.action)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
