import { describe, expect, test } from 'vitest';
import { parsePastEvent, readRecord } from './past-event.ts';

const EVENT = {
  id: 'e1',
  kind: 'message',
  at: '2026-05-02T09:00:00Z',
  actor: { id: 'ada' },
  target: { id: 'ben' },
  content: { text: 'The beans are up.' },
};
const HELD = {
  id: 'dec_1',
  event: 'e1',
  action: 'hold',
  until: 'recipient',
  reasons: [{ measure: 'm', harm: 'noise', title: 'M', because: 'true' }, { measure: 'n' }],
  practice: 'p@1.0.0#sha256:00',
};
const COMPARED = {
  action: 'hold',
  until: 'recipient',
  reasons: [{ measure: 'm', harm: 'noise' }, { measure: 'n' }],
};

const parse = (value: unknown) => parsePastEvent(Buffer.from(JSON.stringify(value)));

describe('a line of the past', () => {
  test.each([
    ['an event', EVENT, { event: EVENT }],
    ['an event in its wrapper', { event: EVENT }, { event: EVENT }],
    [
      'an event with its decision',
      { event: EVENT, decision: HELD },
      { event: EVENT, decided: { compared: COMPARED, isDegraded: false } },
    ],
    [
      'how its hold was ended, by the capacity of whoever did',
      { event: EVENT, resolution: { by: 'person-7', acting_as: 'reviewer', outcome: 'refuse', note: 'x' } },
      { event: EVENT, resolution: { by: 'reviewer', outcome: 'refuse' } },
    ],
    [
      'a hold that came to its end by the clock: nobody said anything',
      { event: EVENT, resolution: { by: 'clock', outcome: 'expired' } },
      { event: EVENT },
    ],
    [
      'a decision for want of a database',
      { event: EVENT, decision: { ...HELD, degraded: ['database'] } },
      { event: EVENT, decided: { compared: COMPARED, isDegraded: true } },
    ],
    [
      'what would have been decided, where it was only reported',
      {
        event: EVENT,
        decision: {
          ...{
            action: 'allow',
            reasons: [],
            shadow: [{ measure: 'm', harm: 'noise' }, { measure: 'other' }],
          },
          would: { action: 'limit', limits: ['no_images'], measures: ['m', 'n'] },
        },
      },
      {
        event: EVENT,
        decided: {
          compared: {
            ...{ action: 'limit', limits: ['no_images'] },
            reasons: [{ measure: 'm', harm: 'noise' }, { measure: 'n' }],
          },
          isDegraded: false,
        },
      },
    ],
  ])('is %s', (_, line, expected) => {
    expect(parse(line)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ['no object', [], 'wrong_type', ''],
    ['a decision alone', HELD, 'unknown_field', '/action'],
    ['an event without its kind', { ...EVENT, kind: undefined }, 'missing_field', '/kind'],
    ['something unknown in the event', { event: { ...EVENT, actr: 1 } }, 'unknown_field', '/event/actr'],
    ['something unknown beside it', { event: EVENT, decison: HELD }, 'unknown_field', '/decison'],
    ['no decision', { event: EVENT, decision: 'hold' }, 'wrong_type', '/decision'],
    [
      'an action that there is not',
      { event: EVENT, decision: { ...HELD, action: 'ban' } },
      'unknown_value',
      '/decision/action',
    ],
    ['no reasons', { event: EVENT, decision: { action: 'allow' } }, 'wrong_type', '/decision/reasons'],
    [
      'a reason without its measure',
      { event: EVENT, decision: { ...HELD, reasons: [{}] } },
      'wrong_type',
      '/decision/reasons',
    ],
    [
      'a limit that there is not',
      { event: EVENT, decision: { ...HELD, limits: ['x'] } },
      'unknown_value',
      '/decision/limits',
    ],
    [
      'an end that is no word',
      { event: EVENT, decision: { ...HELD, until: 5 } },
      'wrong_type',
      '/decision/until',
    ],
    [
      'a resolution by nobody',
      { event: EVENT, resolution: { outcome: 'release' } },
      'invalid',
      '/resolution/by',
    ],
    [
      'a resolution to nothing',
      { event: EVENT, resolution: { by: 'reviewer' } },
      'unknown_value',
      '/resolution/outcome',
    ],
  ])('is refused with a pointer: %s', (_, line, code, pointer) => {
    const parsed = parse(line);
    expect(parsed.ok ? [] : parsed.problems).toContainEqual(expect.objectContaining({ code, pointer }));
  });
});

describe('a record', () => {
  const record = (event: object) => ({
    id: 'dec_1',
    decidedAt: new Date(0),
    action: 'hold' as const,
    answer: JSON.stringify(HELD),
    event: JSON.stringify(event),
    resolution: null,
  });
  const decided = { compared: COMPARED, isDegraded: false };

  test.each([
    ['comes with its decision', record(EVENT), { event: EVENT, decided }],
    [
      'tells how its hold was ended',
      { ...record(EVENT), resolution: { by: 'guardian', outcome: 'release' as const } },
      { event: EVENT, decided, resolution: { by: 'guardian', outcome: 'release' } },
    ],
  ])('%s', (_, one, value) => {
    expect(readRecord(one)).toEqual({ ok: true, value });
  });

  test('that this version cannot read any more is refused', () => {
    expect(readRecord(record({ ...EVENT, kind: 'letter' }))).toMatchObject({
      ok: false,
      problems: [{ pointer: '/kind' }],
    });
  });
});
