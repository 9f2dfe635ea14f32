import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../test-kit.ts';
import { NEW_ACCOUNT } from './account.ts';
import { type History, NOTHING_BEFORE } from './facts.ts';
import type { Subject } from './histories.ts';
import { createMemoryHistory } from './memory.ts';
import { type Observation, observe } from './observation.ts';
import { decodeState, encodeState, STATE_VERSION, type StateOf } from './state.ts';
import { readHistory, readObservation, writeObservation, writtenHistory } from './written.ts';

const HOUR = 3_600_000;

const steps = fc.array(
  fc.record({
    from: fc.constantFrom('ann', 'bob', '\u2028"'),
    kind: fc.constantFrom('message', 'contact_request', 'group_message', 'blocked'),
    at: fc.integer({ min: 0, max: 40 * 24 }),
  }),
  { maxLength: 25 },
);

function seen({ from, kind, at }: { from: string; kind: string; at: number }, n: number): Observation {
  const moment = Date.parse('2026-03-01T00:00:00Z') + at * HOUR;
  if (kind === 'blocked') return { kind: 'blocked', event: `b${n}`, at: moment, actor: 'cyd', target: from };
  const base = {
    id: `e${n}`,
    kind,
    at: new Date(moment).toISOString(),
    actor: { id: from, age: { band: 'adult' } },
    conversation: 'c1',
  };
  const event = eventOf(
    kind === 'group_message'
      ? { ...base, target: undefined, audience: { kind: 'group', id: 'g1', size: 4, children: 2 } }
      : { ...base, target: { id: 'cyd', age: { band: '13_15' } }, relationship: { connected: n % 2 === 0 } },
  );
  const found = observe(event, n % 3 === 0 ? ['age', 'secrecy'] : [], n % 2 === 0 ? n : null);
  if (found === null) throw new Error('nothing to remember');
  return found;
}

function afterAll(all: readonly Observation[]) {
  const history = createMemoryHistory();
  for (const one of all) history.add(one);
  return history;
}

function readAgain<S extends Subject>(subject: S, state: StateOf[S]): unknown {
  const decoded = decodeState(subject, STATE_VERSION, encodeState(subject, state));
  return decoded.ok ? decoded.state : decoded;
}

describe('what is written down of a history', () => {
  it('is read again as it was: observations and states', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const observations = all.map(seen);
        for (const one of observations) expect(readObservation(writeObservation(one))).toEqual(one);
        const { pairs, accounts, conversations, groups } = afterAll(observations);
        for (const state of pairs.values()) expect(readAgain('pair', state)).toEqual(state);
        for (const state of accounts.values()) expect(readAgain('account', state)).toEqual(state);
        for (const state of conversations.values()) expect(readAgain('conversation', state)).toEqual(state);
        for (const state of groups.values()) expect(readAgain('group', state)).toEqual(state);
      }),
    );
  });

  it('is read again as it was: what a decision was made with, in JSON', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const past = afterAll(all.map(seen)).of(
          eventOf({
            kind: 'message',
            at: '2026-04-02T00:00:00Z',
            actor: { id: 'ann' },
            target: { id: 'cyd' },
            conversation: 'c1',
          }),
        );
        const written = JSON.parse(JSON.stringify(writtenHistory(past))) as Partial<History>;
        expect(readHistory(written)).toEqual(past);
      }),
    );
  });

  it('is nothing where nothing happened', () => {
    expect(writtenHistory(NOTHING_BEFORE)).toEqual({});
    expect(readHistory({})).toEqual(NOTHING_BEFORE);
  });
});

describe('a state of another version', () => {
  const text = encodeState('account', { ...NEW_ACCOUNT, latest: 5 });

  it('is not read as if it were of this one', () => {
    expect(decodeState('account', STATE_VERSION + 1, text)).toEqual({ ok: false, because: 'newer' });
    expect(decodeState('account', 0, text)).toEqual({ ok: false, because: 'older' });
    expect(decodeState('account', STATE_VERSION, text).ok).toBe(true);
  });
});

describe('golden bytes', () => {
  it('of this version of states stay as they are: another way of writing is another version', () => {
    const history = afterAll(
      [0, 1, 2, 3, 4, 5].map((n) =>
        seen({ from: n % 2 ? 'ann' : 'bob', kind: n === 4 ? 'blocked' : 'message', at: n * 30 }, n),
      ),
    );
    expect(STATE_VERSION).toBe(1);
    expect([...history.pairs.values()].map((state) => encodeState('pair', state))).toMatchInlineSnapshot(`
      [
        "{"l":{"m":2,"t":[1772323200000,1772539200000],"r":[1772539200000,216000000],"f":{"age":[1772323200000,1772323200000,1],"secrecy":[1772323200000,1772323200000,1]}},"h":{"x":1772755200000},"c":1772323200000}",
        "{"l":{"m":3,"t":[1772431200000,1772863200000],"r":[1772863200000,216000000,216000000],"f":{"age":[1772647200000,1772647200000,1],"secrecy":[1772647200000,1772647200000,1]}}}",
      ]
    `);
    expect(
      [...history.accounts.values()].map((state) => encodeState('account', state)),
    ).toMatchInlineSnapshot(`
      [
        "{"t":492432,"w":[["cyd",492312,1,-1,492372,1,-3]],"x":[["bcyd",492432]],"n":[492312,1,492372,1],"b":{"adult":1772539200000}}",
        "{"t":492462,"h":[["ann",492336,-492342,492384,-492402,492456,-492462],["bob",492312,-492312,492360,-492372]]}",
        "{"t":492462,"w":[["cyd",492342,1,0,492402,1,0,492462,1,0]],"n":[492342,1,492402,1,492462,1],"b":{"adult":1772863200000}}",
      ]
    `);
    expect(
      encodeState('conversation', [...history.conversations.values()][0] ?? never()),
    ).toMatchInlineSnapshot(
      `"{"m":5,"f":1772323200000,"r":[1772863200000,216000000,108000000,108000000,108000000],"t":492462,"p":[["ann",492342,3,492402,3,492462,3],["bob",492312,3,492372,3]]}"`,
    );
  });
});

function never(): never {
  throw new Error('no conversation');
}
