import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCodebook } from '../design/codebook.ts';
import { readTargets } from '../design/targets.ts';
import type { Problem } from '../problem.ts';
import { tableOf, usable } from '../testing/small.ts';
import { countData } from './count.ts';
import { createIdentities } from './identities.ts';

const codebook = usable(
  readCodebook({
    id_column: 'id',
    weight_column: 'start',
    breaks: { sex: ['f', 'm'] },
    questions: [
      { id: 'q', type: 'single', text: 'Q?', answers: ['yes', 'no'] },
      { id: 'm', type: 'multiple', text: 'M?', columns: ['m1', 'm2'], answers: ['one', 'two'] },
    ],
  }),
);
const targets = usable(
  readTargets({ margins: [{ variable: 'sex', kind: 'proportions', targets: { f: 0.5, m: 0.5 } }] }),
);
const HEADER = 'id,sex,q,m1,m2,start\n';
const GOOD = '1,f,yes,0,1,1\n2,m,no,,,2\n';

async function problemsOf(rows: string, header = HEADER): Promise<readonly Problem[]> {
  const counted = await countData(tableOf(header + rows), { codebook, targets });
  return counted.ok ? [] : counted.problems;
}

type Case = readonly [rows: string, kind: string, row: number, column: string | undefined];
const CASES: readonly Case[] = [
  ['3,f,perhaps,0,1,1\n', 'UNKNOWN_CATEGORY', 3, 'q'],
  ['3,f,yes ,0,1,1\n', 'UNKNOWN_CATEGORY', 3, 'q'],
  ['3,x,yes,0,1,1\n', 'SAMPLE_CATEGORY_WITHOUT_TARGET', 3, 'sex'],
  ['3,,yes,0,1,1\n', 'MISSING_WEIGHTING_VALUE', 3, 'sex'],
  ['3,f,yes,2,1,1\n', 'UNKNOWN_CATEGORY', 3, 'm1'],
  ['3,f,yes,1,,1\n', 'PARTLY_ANSWERED', 3, 'm2'],
  ['3,f,yes,0,1,-1\n', 'NEGATIVE_WEIGHT', 3, 'start'],
  ['3,f,yes,0,1,0\n', 'INVALID_WEIGHT', 3, 'start'],
  ['3,f,yes,0,1,\n', 'INVALID_WEIGHT', 3, 'start'],
  ['3,f,yes,0,1,Infinity\n', 'INVALID_WEIGHT', 3, 'start'],
  ['1,f,yes,0,1,1\n', 'DUPLICATE_RESPONDENT_ID', 3, 'id'],
  [',f,yes,0,1,1\n', 'MISSING_RESPONDENT_ID', 3, 'id'],
  ['3,f,yes,0,1\n', 'WRONG_FIELD_COUNT', 3, undefined],
];

describe('a data set', () => {
  it('without a fault is counted', async () => {
    expect(await problemsOf(GOOD)).toEqual([]);
  });

  it.each(CASES)('with the row %j has %s in row %i, column %s', async (rows, kind, row, column) => {
    const problems = await problemsOf(GOOD + rows);
    expect(problems.map((one) => [one.kind, one.row, one.column])).toEqual([[kind, row, column]]);
  });

  it('tells one fault of many rows once, with their number, and others beside it', async () => {
    const many = Array.from({ length: 500 }, (_, n) => `${n + 3},f,perhaps,0,1,1\n`).join('');
    const problems = await problemsOf(`${GOOD}${many}900,f,nobody,0,1,1\n`);
    expect(problems).toMatchObject([
      { kind: 'UNKNOWN_CATEGORY', row: 3, count: 500 },
      { kind: 'UNKNOWN_CATEGORY', row: 503 },
    ]);
  });

  it.each([
    ['a column that is not there', 'id,sex,q,m1,start\n', 'UNKNOWN_COLUMN'],
    ['a column twice', 'id,sex,q,m1,m2,q,start\n', 'DUPLICATE_COLUMN'],
  ])('with %s is refused', async (_what, header, kind) => {
    expect((await problemsOf('', header)).map((one) => one.kind)).toContain(kind);
  });

  it('whose target is 0 for somebody who is there is refused', async () => {
    const none = usable(
      readTargets({ margins: [{ variable: 'sex', kind: 'counts', targets: { f: 10, m: 0 } }] }),
    );
    const counted = await countData(tableOf(HEADER + GOOD), { codebook, targets: none });
    expect(counted).toMatchObject({ ok: false, problems: [{ kind: 'ZERO_TARGET' }] });
  });
});

describe('routing', () => {
  const routed = usable(
    readCodebook({
      questions: [
        { id: 'q', type: 'single', text: 'Q?', answers: ['yes', 'no'] },
        {
          id: 'r',
          type: 'single',
          text: 'R?',
          answers: ['a', 'b'],
          asked_if: { column: 'q', values: ['yes'] },
        },
      ],
    }),
  );

  it('keeps those who were not asked out of the base, and refuses an answer of theirs', async () => {
    const counted = usable(
      await countData(tableOf('id,q,r\n1,yes,a\n2,yes,\n3,no,\n4,,\n'), { codebook: routed, targets: null }),
    );
    const base = counted.plan.questions[1]?.base ?? -1;
    expect(counted.profiles.counts.map((counts) => counts[base])).toEqual([1]);
    const wrong = await countData(tableOf('id,q,r\n1,yes,a\n2,no,b\n'), { codebook: routed, targets: null });
    expect(wrong.ok ? [] : wrong.problems).toMatchObject([{ kind: 'ANSWERED_UNASKED', row: 2, column: 'r' }]);
  });
});

describe('whatever comes', () => {
  const GOOD_BYTES = new TextEncoder().encode(HEADER + GOOD);

  it('is counted or refused, and never breaks anything', async () => {
    const damaged = fc
      .array(fc.tuple(fc.nat(GOOD_BYTES.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 4 })
      .map((changes) => {
        const bytes = Uint8Array.from(GOOD_BYTES);
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), async (bytes) => {
        const counted = await countData(tableOf(bytes, 5), { codebook, targets });
        if (counted.ok) expect(counted.value.respondents).toBeGreaterThan(0);
        else expect(counted.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('as documents is read or refused, each fault with a sentence', () => {
    const shapes = fc.oneof(
      fc.jsonValue(),
      fc.record({
        margins: fc.jsonValue(),
        questions: fc.jsonValue(),
        breaks: fc.jsonValue(),
        about: fc.jsonValue(),
      }),
      fc.record({
        margins: fc.array(
          fc.record({ variable: fc.string(), kind: fc.constantFrom('counts', 'x'), targets: fc.jsonValue() }),
        ),
        questions: fc.array(
          fc.record({
            id: fc.string(),
            type: fc.constantFrom('single', 'numeric', 'multiple'),
            answers: fc.jsonValue(),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(shapes, (value) => {
        for (const read of [readTargets(value), readCodebook(value)])
          if (!read.ok) expect(read.problems.every(({ detail }) => /\.$/.test(detail))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('ids', () => {
  it('are known again, and only they', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 4_000 }), (ids) => {
        const seen = createIdentities();
        const known = new Set<string>();
        for (const id of ids) {
          expect(seen.add(id)).toBe(known.has(id));
          known.add(id);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('that follow each other do not collide, over many times the first room', () => {
    const seen = createIdentities();
    for (let n = 0; n < 200_000; n++)
      if (seen.add(`A${String(n).padStart(7, '0')}`)) throw new Error(`${n} collides`);
    expect(seen.add('A0000007')).toBe(true);
  });
});
