import { ACTIONS, type BacktestTally, type MeasureShift, type Part, type PartRow } from '@safeward/engine';
import { ageOf } from '../output/people.ts';
import { number } from '../output/summary.ts';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';
import { paint } from '../terminal.ts';
import { percent } from './headline.ts';

/** The counts of a backtest in columns, before and after. */
export function formatTables(tally: BacktestTally): string {
  return [
    actionTable(tally),
    measureTable(tally),
    ...PART_TITLES.map(([part, title]) => partTable(tally, part, title)),
  ]
    .filter((table) => table !== '')
    .join('\n');
}

const PART_TITLES: readonly (readonly [Part, string])[] = [
  ['harm', 'by harm'],
  ['actor_band', 'by age of the sender'],
  ['target_band', 'by age of the recipient'],
  ['audience', 'by audience'],
  ['kind', 'by kind'],
];

function actionTable({ actions }: BacktestTally): string {
  const rows = ACTIONS.flatMap((action) => {
    const before = sumWhere(actions, (key) => key.startsWith(`${action}>`));
    const after = sumWhere(actions, (key) => key.endsWith(`>${action}`));
    return before === 0 && after === 0
      ? []
      : [[action, number(before), number(after), signed(after - before)]];
  });
  return table(['action', 'before', 'after', ''], rows);
}

function measureTable({ measures }: BacktestTally): string {
  const all = Object.entries(measures);
  const shifted = all
    .filter(([, { gained, lost }]) => gained + lost > 0)
    .toSorted(([a, m], [b, n]) => n.gained + n.lost - m.gained - m.lost || (a < b ? -1 : 1));
  const rows = shifted.map(([id, shift]) => [
    visible(id),
    number(shift.before),
    number(shift.after),
    `+${number(shift.gained)}`,
    `−${number(shift.lost)}`,
    rulings(shift),
  ]);
  const same = all.length - shifted.length;
  const rest =
    same === 0 || rows.length === 0 ? '' : `  ${paint('dim', `${number(same)} more match as before`)}\n`;
  return table(['measure', 'before', 'after', 'gains', 'loses', 'right, as reviewers ruled'], rows) + rest;
}

/** Of what reviewers ruled on, the share that they refused: that the measure was right to stop. */
function rulings(shift: MeasureShift): string {
  const before = precision(shift.reviewer_refused_before, shift.reviewer_released_before);
  const after = precision(shift.reviewer_refused_after, shift.reviewer_released_after);
  return before === null && after === null ? '' : `${before ?? '–'} → ${after ?? '–'}`;
}

function precision(refused: number, released: number): string | null {
  const ruled = refused + released;
  return ruled === 0 ? null : `${percent(refused, ruled)} of ${number(ruled)}`;
}

function partTable({ by }: BacktestTally, part: Part, title: string): string {
  const rows = Object.entries(by[part])
    .filter(([, row]) => isTouched(row))
    .toSorted(([a, m], [b, n]) => touched(n) - touched(m) || (a < b ? -1 : 1))
    .map(([name, row]) => [
      nameOf(part, name),
      number(eventsOf(row)),
      shift(row.held_before, row.held_after),
      shift(row.blocked_before, row.blocked_after),
      number(row.newly_held),
      number(row.newly_blocked),
      number(row.released),
      number(row.stricter + row.milder + row.other),
    ]);
  const titles = [title, 'events', 'held', 'blocked', 'newly held', 'newly blocked', 'released', 'otherwise'];
  return table(titles, rows);
}

function nameOf(part: Part, name: string): string {
  if (part === 'actor_band' || part === 'target_band') return ageOf(name);
  if (part === 'harm' && name === 'none') return 'no harm named';
  return visible(name);
}

function isTouched(row: PartRow): boolean {
  return touched(row) + row.held_before + row.held_after + row.blocked_before + row.blocked_after > 0;
}

function touched(row: PartRow): number {
  return eventsOf(row) - row.unchanged;
}

function eventsOf(row: PartRow): number {
  const { unchanged, newly_blocked, newly_held, released, stricter, milder, other } = row;
  return unchanged + newly_blocked + newly_held + released + stricter + milder + other;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return formatTable([titles.map((title) => paint('dim', title)), ...rows]);
}

function shift(before: number, after: number): string {
  return before === after ? number(after) : `${number(before)} → ${number(after)}`;
}

function signed(difference: number): string {
  if (difference === 0) return '';
  return difference > 0 ? `+${number(difference)}` : `−${number(-difference)}`;
}

function sumWhere(counts: Readonly<Record<string, number>>, is: (key: string) => boolean): number {
  return Object.entries(counts).reduce((sum, [key, count]) => (is(key) ? sum + count : sum), 0);
}
