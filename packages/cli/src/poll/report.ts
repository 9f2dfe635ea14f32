import type { Weighted } from '@safeward/polls';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';

/** How the weights came about, for a person: margins before and after, what the weighting cost. */
export function formatReport({ summary, report }: Weighted): string {
  const { passes, trimming, margins } = report;
  const rows = margins.flatMap(({ name, categories }) => [
    [name, 'respondents', 'unweighted', 'target', 'weighted'],
    ...categories.map(({ label, unweighted, unweightedPct, targetPct, weightedPct }) => [
      `  ${visible(label)}`,
      String(unweighted),
      percent(unweightedPct),
      percent(targetPct),
      percent(weightedPct),
    ]),
  ]);
  const bounds = trimming === null ? null : `${trimming.bounds.lower} and ${trimming.bounds.upper}`;
  return [
    formatTable(rows),
    margins.length === 0 ? '' : `\nAll margins hold after ${passes} passes`,
    bounds === null ? '' : `; weights between ${bounds} times their mean after ${trimming?.cycles} trimmings`,
    margins.length === 0 ? '' : '.\n',
    formatTable([
      ['respondents', String(summary.n)],
      ['weights', `${summary.min.toFixed(3)} to ${summary.max.toFixed(3)}; their mean is 1`],
      ['design effect', `${summary.deff.toFixed(3)} (Kish)`],
      ['effective base', summary.effectiveBase.toFixed(1)],
    ]),
  ].join('');
}

function percent(value: number): string {
  return `${value.toFixed(2)} %`;
}
