import { fine, type Parsed, type Problem } from '../problem.ts';
import { answersOf } from './answers.ts';
import type { TableEvent } from './csv.ts';
import { createRowFaults } from './faults.ts';
import { createIdentities } from './identities.ts';
import { type Design, type Plan, planFor } from './plan.ts';
import { createProfileIndex, type ProfileIndex, type Profiles } from './profiles.ts';

/** Reads the table from its beginning, as often as it is asked. */
export type Table = () => AsyncIterable<TableEvent>;

/** A data set, counted. */
export interface Counted {
  readonly respondents: number;
  readonly plan: Plan;
  readonly profiles: Profiles;
  readonly index: ProfileIndex;
}

/** Suspected ids are looked at one by one; more than this many say no more. */
const MAX_SUSPECTS = 1_000;

/**
 * Counts a data set in one pass. Any fault refuses it as a whole, and all faults are told: nobody is left out in
 * silence.
 */
export async function countData(table: Table, design: Design): Promise<Parsed<Counted>> {
  const faults = createRowFaults();
  const problems: Problem[] = [];
  const ids = createIdentities();
  const suspects = new Set<string>();
  let counting: ReturnType<typeof counterOf> | null = null;
  let respondents = 0;

  read: for await (const event of table()) {
    switch (event.kind) {
      case 'columns': {
        const planned = planFor(design, event.columns);
        problems.push(...planned.problems);
        if (planned.problems.length > 0) break read;
        counting = counterOf(planned.plan, event.columns.length);
        break;
      }
      case 'rows': {
        if (counting === null) throw new Error('rows come after the columns');
        for (let n = 0; n < event.rows.length; n++) {
          const cells = event.rows[n]!;
          const row = event.first + n;
          respondents += 1;
          if (cells.length !== counting.width) {
            const about = `${cells.length} fields; the header has ${counting.width} columns`;
            faults.add({ kind: 'WRONG_FIELD_COUNT', row, about });
            continue;
          }
          const id = cells[counting.plan.id.at] ?? '';
          if (id === '') faults.add({ kind: 'MISSING_RESPONDENT_ID', row, column: counting.plan.id.name });
          else if (ids.add(id) && suspects.size < MAX_SUSPECTS) suspects.add(id);
          const profile = counting.index.of(cells, row, faults);
          const counts = profile < 0 ? null : counting.index.profiles.counts[profile]!;
          if (counts !== null) counts[0]! += 1;
          counting.add(cells, row, counts, faults);
        }
        if (counting.index.tooMany !== null) {
          problems.push(counting.index.tooMany);
          break read;
        }
        break;
      }
      case 'problem':
        problems.push(event.problem);
        break read;
    }
  }
  if (suspects.size > 0 && counting !== null) await tellDoubles(table, counting.plan, suspects, faults);
  problems.push(...faults.problems);
  if (problems.length > 0) return { ok: false, problems };
  if (counting === null || respondents === 0)
    return {
      ok: false,
      problems: [
        {
          kind: 'EMPTY_DATA',
          in: 'data',
          detail: `There is no respondent in the data${counting === null ? ', and no header' : ''}.`,
        },
      ],
    };
  const { plan, index } = counting;
  const { profiles } = index;
  const absent = notInSample(plan, profiles);
  return absent.length > 0 ? { ok: false, problems: absent } : fine({ respondents, plan, profiles, index });
}

function counterOf(plan: Plan, width: number) {
  return { plan, width, index: createProfileIndex(plan), add: answersOf(plan) };
}

/** Reads once more, to compare the suspected ids themselves and to name both rows. */
async function tellDoubles(
  table: Table,
  plan: Plan,
  suspects: ReadonlySet<string>,
  faults: ReturnType<typeof createRowFaults>,
): Promise<void> {
  const first = new Map<string, number>();
  for await (const event of table()) {
    if (event.kind === 'problem') return;
    if (event.kind === 'columns') continue;
    event.rows.forEach((cells, n) => {
      const id = cells[plan.id.at] ?? '';
      if (!suspects.has(id)) return;
      const before = first.get(id);
      if (before === undefined) first.set(id, event.first + n);
      else
        faults.add({
          kind: 'DUPLICATE_RESPONDENT_ID',
          row: event.first + n,
          column: plan.id.name,
          about: String(before),
        });
    });
  }
}

/** Every category that has a share must have a respondent to stand for it, and one that has none must have nobody. */
function notInSample(plan: Plan, profiles: Profiles): readonly Problem[] {
  return plan.margins.flatMap(({ margin }, n) => {
    const present = new Set(profiles.margins[n]);
    return margin.categories.flatMap(({ label, share }, code): readonly Problem[] => {
      const where = { in: 'targets', pointer: `/margins/${n}`, column: margin.name } as const;
      if (share > 0 && !present.has(code))
        return [
          {
            ...where,
            kind: 'TARGET_CATEGORY_NOT_IN_SAMPLE',
            detail: `${margin.name} has a target for “${label}”, and no respondent is in it.`,
          },
        ];
      if (share === 0 && present.has(code))
        return [
          {
            ...where,
            kind: 'ZERO_TARGET',
            detail: `${margin.name} has the target 0 for “${label}”, and respondents are in it, who would weigh nothing.`,
          },
        ];
      return [];
    });
  });
}
