import { formatNumber } from './output/number.ts';

/** What a figure should come to. */
export interface Goal {
  /** The figure, in words. */
  readonly what: string;
  readonly unit: string;
  readonly bound: 'at least' | 'below';
  readonly goal: number;
}

/** A sentence on whether a goal is reached, or by how much it is missed. */
export function judge({ what, unit, bound, goal }: Goal, value: number): string {
  const shown = `${what}: ${withUnit(value, unit)}`;
  const wanted = `${bound} ${withUnit(goal, unit)}`;
  const reached = bound === 'at least' ? value >= goal : value < goal;
  if (reached) return `✓ ${shown}. The goal, ${wanted}, is reached.`;
  const short = Math.abs(goal - value);
  const share = formatNumber((short / goal) * 100, 2);
  return `✗ ${shown}. The goal, ${wanted}, is missed by ${withUnit(short, unit)} (${share} %).`;
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}
