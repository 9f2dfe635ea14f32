import type { Counted, Table } from './count.ts';
import { createRowFaults } from './faults.ts';

export interface RowWeight {
  readonly id: string;
  readonly weight: number;
}

/**
 * The weight of every respondent, in the order of the data, in groups. Reads the table once more; it has to be the one
 * that was counted.
 *
 * @throws where it is not
 */
export async function* rowWeights(
  table: Table,
  { plan, index }: Counted,
  weights: Float64Array,
): AsyncGenerator<readonly RowWeight[], void> {
  const faults = createRowFaults();
  for await (const event of table()) {
    if (event.kind === 'problem') throw new Error('the data changed while they were read');
    if (event.kind === 'columns') continue;
    yield event.rows.map((cells, n) => {
      const profile = index.of(cells, event.first + n, faults);
      const weight = weights[profile];
      if (weight === undefined) throw new Error('the data changed while they were read');
      return { id: cells[plan.id.at] ?? '', weight };
    });
  }
}
