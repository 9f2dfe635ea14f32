import { addComparison, type Compared, type Event } from '@safeward/engine';
import { describe, expect, test } from 'vitest';
import { type Counted, nothingCounted } from './counted.ts';
import { headline, notes, percent, type Report, resolvedLines } from './headline.ts';

const ALLOW: Compared = { action: 'allow', reasons: [] };
const hold = (measure: string, until = 'recipient'): Compared => ({
  action: 'hold',
  until,
  reasons: [{ measure }],
});
const BLOCK: Compared = { action: 'block', reasons: [{ measure: 'b' }] };
const NUDGE: Compared = { action: 'nudge', reasons: [{ measure: 'n' }] };

function counted(
  ...some: readonly (readonly [
    Compared,
    Compared,
    ({ by: string; outcome: 'release' | 'refuse' } | undefined)?,
  ])[]
): Counted {
  const all = nothingCounted();
  some.forEach(([before, after, resolution], at) => {
    const event: Event = { id: `e${at}`, kind: 'post', at: '2026-05-02T09:00:00Z', actor: { id: 'a' } };
    addComparison(all.tally, { event, before, after, resolution });
  });
  return all;
}

describe('the headline', () => {
  test.each([
    ['nothing', counted(), 'Nothing could be compared.'],
    [
      'no change',
      counted([ALLOW, ALLOW], [BLOCK, BLOCK]),
      'Nothing would change: of 2 events every one ends as before.',
    ],
    [
      'each change once',
      counted(
        ...([
          [ALLOW, hold('m')],
          [ALLOW, BLOCK],
          [hold('m'), ALLOW],
          [ALLOW, NUDGE],
          [BLOCK, hold('m')],
        ] as const),
        ...([
          [hold('m'), hold('n')],
          [NUDGE, { ...NUDGE, reasons: [{ measure: 'o' }] }],
        ] as const),
      ),
      '1 newly held (14.3 %), 1 newly blocked, 1 released, 1 delivered with a nudge or a limit more, ' +
        '1 with a milder action; 1 is held for another reason or ends otherwise, 1 nudged or limited otherwise.',
    ],
    [
      'several of one',
      counted([hold('m'), hold('m', 'guardian')], [hold('m'), hold('n')]),
      '0 newly held, 0 newly blocked, 0 released; 2 are held for another reason or end otherwise.',
    ],
  ])('of %s', (_, all, sentence) => {
    expect(headline(all)).toBe(sentence);
  });
});

const LABELS = { candidate: 'p@2.0.0#sha256:0123456789abcdef', against: 'p@1.0.0#sha256:fedcba9876543210' };
const report = (all: Counted, more: Partial<Report> = {}): Report => ({
  ...{ counted: all, ...LABELS, afresh: false, complete: true },
  ...more,
});

describe('what is said beside it', () => {
  const two = counted([ALLOW, ALLOW], [ALLOW, ALLOW]);

  test.each([
    ['two practices', report(two), '2 events compared: p@1.0.0 (fedcba987654) with p@2.0.0 (0123456789ab).'],
    [
      'records',
      report({ ...two, asDecided: 2 }),
      '2 events compared: what was decided then with p@2.0.0 (0123456789ab).',
    ],
    [
      'both',
      report({ ...two, asDecided: 1 }),
      '2 events compared: what was decided then (1) or p@1.0.0 (fedcba987654) (1) with p@2.0.0 (0123456789ab).',
    ],
    [
      'a part of them',
      report(two, { complete: false }),
      'Stopped before the end. 2 events compared: p@1.0.0 (fedcba987654) with p@2.0.0 (0123456789ab).',
    ],
  ])('of %s', (_, one, sentence) => {
    expect(notes(one)).toEqual([sentence]);
  });

  test('tells what could not be decided again, and where it leaves us blind', () => {
    const some = { ...two, notKept: { hold: 3, allow: 1_200 } };
    expect(notes(report(some))[1]).toBe(
      '1,203 of 1,205 could not be decided again: their content was not kept (allow 1,200, hold 3). ' +
        'What would newly be held or blocked among those allowed is not counted here.',
    );
    expect(notes(report({ ...two, notKept: { hold: 1 } }))[1]).toBe(
      '1 of 3 could not be decided again: their content was not kept (hold 1).',
    );
  });

  test('tells what was left out, and what could not be read', () => {
    const first = [
      { at: 3, detail: 'The line is not valid JSON.' },
      { at: 17, detail: '/kind is missing.' },
    ];
    expect(notes(report({ ...two, degraded: 1, refused: { count: 12, first } })).slice(1)).toEqual([
      '1 decision left out: a part was down, and no measure decided.',
      '12 lines could not be read: 3, 17 and 10 more.',
    ]);
  });
});

test('holds that people ended, by who and how', () => {
  const all = counted(
    [hold('m'), hold('m'), { by: 'recipient', outcome: 'release' }],
    [hold('m'), ALLOW, { by: 'recipient', outcome: 'release' }],
    [hold('m'), BLOCK, { by: 'reviewer', outcome: 'refuse' }],
  );
  expect(resolvedLines(all)).toEqual([
    'Of 2 holds that recipients released, 1 would be held again.',
    'Of 1 hold that a reviewer refused, 0 would be held again and 1 blocked.',
  ]);
});

test.each([
  [0, 0, '–'],
  [0, 5, '0.0 %'],
  [1, 3, '33.3 %'],
  [1, 100_000, 'below 0.1 %'],
  [5, 5, '100.0 %'],
])('%i of %i is %s', (part, whole, text) => {
  expect(percent(part, whole)).toBe(text);
});
