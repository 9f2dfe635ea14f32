import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../test-kit.ts';
import { foldAccount, NEW_ACCOUNT, PER_DAY } from './account.ts';
import type { History } from './facts.ts';
import type { FamilyCode } from './families.ts';
import { createMemoryHistory } from './memory.ts';
import { type Observation, observe, type Reaction, wordingOf } from './observation.ts';
import { foldPlace, NEW_PLACE } from './place.ts';
import { encodeState } from './state.ts';

const START = Date.parse('2026-01-05T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Said {
  readonly from: string;
  readonly to: string;
  /** After the start, in milliseconds. */
  readonly after?: number;
  readonly families?: readonly FamilyCode[];
  readonly words?: string;
  readonly kind?: 'message' | 'contact_request';
  readonly band?: string;
}

const CHILDREN = /^child/;

function event({ from, to, after = 0, kind = 'message', band }: Said, id = `${from}>${to}@${after}`) {
  const person = (name: string, said?: string) => ({
    id: name,
    age: { band: said ?? (CHILDREN.test(name) ? '13_15' : 'adult') },
  });
  const at = new Date(START + after).toISOString();
  return eventOf({ id, kind, at, actor: person(from, band), target: person(to) });
}

function observed(said: Said): Observation {
  const seen = observe(event(said), said.families ?? [], wordingOf(said.words ?? ''));
  if (seen === null) throw new Error('not between two people');
  return seen;
}

/** What is known before `now`, after all that was said before. */
function known(before: readonly Said[], now: Said): History {
  const history = createMemoryHistory();
  for (const said of before) history.add(observed(said));
  return history.of(event(now, 'now'));
}

describe('history before an event', () => {
  const now = { from: 'ann', to: 'child1', after: DAY };

  it.each<[string, readonly Said[], Partial<History>]>([
    [
      'nothing',
      [],
      { first_contact: true, replied: false, wrote_first: null, hours_known: 0, contacts_24h: 0 },
    ],
    [
      'one message an hour ago',
      [{ ...now, after: 23 * HOUR }],
      { first_contact: false, wrote_first: 'actor', hours_known: 1, unanswered: 1 },
    ],
    [
      'a request counts as contact, and is no message',
      [{ ...now, after: 0, kind: 'contact_request' }],
      { first_contact: false, messages_1h: 0, unanswered: 0, contacts_24h: 0 },
    ],
    [
      'the other wrote',
      [{ from: 'child1', to: 'ann' }],
      { first_contact: true, replied: true, wrote_first: 'target' },
    ],
    [
      'three since the answer',
      [
        { ...now, after: 1 },
        { from: 'child1', to: 'ann', after: 2 },
        { ...now, after: 3 },
        { ...now, after: 4 },
        { ...now, after: 5 },
      ],
      { replied: true, unanswered: 3 },
    ],
    [
      'what is later than the event does not count yet',
      [{ ...now, after: DAY + 5 }],
      { messages_1h: 0, hours_known: 0 },
    ],
    [
      'messages of the last hour alone',
      [
        { ...now, after: DAY - HOUR },
        { ...now, after: DAY - HOUR + 1 },
        { ...now, after: DAY },
      ],
      { messages_1h: 2 },
    ],
    [
      'families by whom',
      [
        { ...now, after: 1, families: ['age', 'secrecy'] },
        { ...now, after: 2, families: ['age'] },
        { from: 'child1', to: 'ann', after: 3, families: ['age'] },
      ],
      { asked: { age: 2, secrecy: 1 }, asked_back: { age: 1 } },
    ],
    ['families for thirty days', [{ ...now, after: -29 * DAY, families: ['gift'] }], { asked: {} }],
  ])('%s', (_, before, expected) => {
    expect(known(before, now)).toMatchObject(expected);
  });

  it('counts new children of seven days, who answered, and copies of one opening', () => {
    const openings = ['child1', 'child2', 'child3', 'bob'].map((to, n) => ({
      from: 'ann',
      to,
      after: n * HOUR,
      words: to === 'bob' ? 'shall we play chess on sunday' : 'hi there how are you today',
    }));
    const before = [
      ...openings,
      { from: 'child2', to: 'ann', after: 5 * HOUR },
      { from: 'ann', to: 'child9', after: -7 * DAY },
    ];
    expect(known(before, { from: 'ann', to: 'child4', after: 20 * HOUR })).toMatchObject({
      contacts_24h: 4,
      new_children_7d: 3,
      children_share_7d: 0.75,
      ignored_share_7d: 0.75,
      copies_7d: 3,
    });
  });

  it('knows that an account was given several age bands', () => {
    const before = [{ from: 'ann', to: 'child1' }];
    expect(known(before, { ...now, band: '13_15' }).claimed_bands_30d).toBe(2);
    expect(known(before, { ...now, band: 'unknown' }).claimed_bands_30d).toBe(1);
  });

  it('says nothing of two people where an event is by somebody to themselves, or to everybody', () => {
    const history = createMemoryHistory();
    history.add(observed({ from: 'ann', to: 'child1' }));
    const self = event({ from: 'ann', to: 'ann', after: HOUR });
    expect(observe(self, [], null)).toBeNull();
    expect(history.of(self)).toMatchObject({ between: false, first_contact: true, sent_24h: 1 });
    const post = eventOf({
      ...self,
      kind: 'post',
      audience: 'public',
      target: undefined,
      content: { text: 'hi' },
    });
    expect(observe(post, [], null)).toBeNull();
    expect(history.of(post)).toMatchObject({ between: false, contacts_24h: 1 });
  });

  it('takes an event from the future for one of shortly after it was decided', () => {
    const far = event({ ...now, after: 4_000 * DAY });
    expect(observe(far, [], null, START)?.at).toBe(START + 5 * MINUTE);
    expect(observe(event(now), [], null, START + 2 * DAY)?.at).toBe(START + DAY);
  });
});

const saidBy = fc.record({
  from: fc.constantFrom('ann', 'bob', 'child1'),
  to: fc.constantFrom('cyd', 'child2', 'child3'),
  back: fc.boolean(),
  after: fc.integer({ min: -40 * DAY, max: 40 * DAY }),
  kind: fc.constantFrom('message' as const, 'contact_request' as const),
  families: fc.subarray(['age', 'secrecy', 'meeting'] as const),
  words: fc.constantFrom('', 'one two three four', 'five six seven eight'),
});

describe('folding', () => {
  const observations = fc
    .uniqueArray(saidBy, { maxLength: 30, selector: ({ after }) => after })
    .map((all) =>
      all.map(({ back, from, to, ...rest }) =>
        observed(back ? { ...rest, from: to, to: from } : { ...rest, from, to }),
      ),
    );

  it('comes to the same in every order, and an event that comes again changes nothing', () => {
    fc.assert(
      fc.property(observations, fc.integer(), (seen, turn) => {
        const [one, other] = [createMemoryHistory(), createMemoryHistory()];
        for (const observation of seen) one.add(observation);
        const start = seen.length === 0 ? 0 : Math.abs(turn) % seen.length;
        const turned = [...seen.slice(start), ...seen.slice(0, start)].reverse();
        for (const observation of [...turned, ...seen]) other.add(observation);
        expect(new Map(other.pairs)).toEqual(new Map(one.pairs));
        expect(new Map(other.accounts)).toEqual(new Map(one.accounts));
        expect(new Map(other.conversations)).toEqual(new Map(one.conversations));
        expect(new Map(other.groups)).toEqual(new Map(one.groups));
      }),
    );
  });

  it('comes to the same in every order also of an account with more people on a day than are kept', () => {
    const people = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 90, maxLength: 120 });
    const days = fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(people, days, fc.boolean(), (ids, on, back) => {
        const all = ids.flatMap((id, n) =>
          on.map((day) =>
            observed(
              back && n % 2 === 0
                ? { from: `p${id}`, to: 'ann', after: day * DAY + n }
                : { from: 'ann', to: `p${id}`, after: day * DAY + n, words: `same words for all ${n % 3}` },
            ),
          ),
        );
        const folded = (seen: readonly Observation[]) =>
          encodeState(
            'account',
            seen.reduce((account, one) => foldAccount(account, 'ann', one), NEW_ACCOUNT),
          );
        const once = folded(all);
        expect(folded(all.toReversed())).toBe(once);
        expect(folded(all.toSorted((one, other) => (one.event < other.event ? -1 : 1)))).toBe(once);
      }),
      { numRuns: 30 },
    );
  });

  it('comes to the same in every order with groups, conversations and reactions', () => {
    const kinds = fc.record({
      who: fc.constantFrom('ann', 'bob', 'child1'),
      what: fc.constantFrom('group', 'message', 'refused', 'blocked', 'reported'),
      hour: fc.integer({ min: 0, max: 24 * 40 }),
      where: fc.constantFrom('g1', 'g2'),
    });
    const made = (
      { who, what, hour, where }: { who: string; what: string; hour: number; where: string },
      n: number,
    ) => {
      const id = `${n}`;
      const at = START + hour * HOUR;
      if (what === 'message' || what === 'group') {
        const person = { id: who, age: { band: CHILDREN.test(who) ? '13_15' : 'adult' } };
        const base = { id, at: new Date(at).toISOString(), actor: person, conversation: where };
        return observe(
          eventOf(
            what === 'message'
              ? { ...base, kind: 'message', target: { id: 'dan' } }
              : {
                  ...base,
                  kind: 'group_message',
                  target: undefined,
                  audience: { kind: 'group', id: where, size: 9, children: n % 5 },
                },
          ),
          [],
          null,
        );
      }
      return { kind: what as Reaction, event: id, at, actor: 'dan', target: who };
    };
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 40 }), (all) => {
        const seen = all.map(made).filter((one) => one !== null);
        const [one, other] = [createMemoryHistory(), createMemoryHistory()];
        for (const observation of seen) one.add(observation);
        for (const observation of seen.toReversed()) other.add(observation);
        for (const of of ['pairs', 'accounts', 'conversations', 'groups'] as const)
          expect(new Map<string, unknown>(other[of])).toEqual(new Map<string, unknown>(one[of]));
      }),
    );
  });

  it('keeps a bounded state of a conversation of a hundred thousand messages', () => {
    let place = NEW_PLACE;
    const said = event({ from: 'ann', to: 'bob' });
    for (let n = 0; n < 100_000; n += 1) {
      const seen = observe({ ...said, id: `${n}`, conversation: 'c' }, [], null);
      if (seen !== null) place = foldPlace(place, { ...seen, at: START + n });
    }
    expect(place.messages).toBe(100_000);
    expect(encodeState('conversation', place).length).toBeLessThan(1_000);
  });

  it('keeps a bounded state of an account that writes to ten thousand people in a minute, and estimates how many', () => {
    const history = createMemoryHistory();
    for (let n = 0; n < 10_000; n += 1) history.add(observed({ from: 'ann', to: `child${n}`, after: n * 6 }));
    const state = history.accounts.get('ann');
    expect(state?.wrote.length).toBe(PER_DAY);
    expect(encodeState('account', state ?? NEW_ACCOUNT).length).toBeLessThan(5_000);
    const { contacts_24h, sent_24h } = history.of(event({ from: 'ann', to: 'x', after: MINUTE }, 'now'));
    expect(contacts_24h).toBeGreaterThan(7_000);
    expect(contacts_24h).toBeLessThan(13_000);
    expect(sent_24h).toBe(10_000);
  });

  it('keeps a bounded state of an account that writes to a hundred people on each day of two months', () => {
    let account = NEW_ACCOUNT;
    for (let n = 0; n < 6_000; n += 1) {
      const day = Math.floor(n / 100);
      account = foldAccount(account, 'ann', observed({ from: 'ann', to: `p${n}`, after: day * DAY + n }));
    }
    expect(account.wrote.length).toBe(PER_DAY * 31);
    expect(encodeState('account', account).length).toBeLessThan(70_000);
  });

  it('keeps a bounded state of two who write twenty thousand messages', () => {
    const history = createMemoryHistory();
    for (let n = 0; n < 20_000; n += 1)
      history.add(observed({ from: 'ann', to: 'bob', after: n, families: ['age'] }));
    const [pair] = history.pairs.values();
    expect(JSON.stringify(pair).length).toBeLessThan(2_000);
    expect(pair?.low.messages).toBe(20_000);
  });
});

describe('the wording of a text', () => {
  it('is the same for the same words, however they are spaced or punctuated', () => {
    expect(wordingOf('hi there,  how are you')).toBe(wordingOf('hi there how are you?'));
    expect(wordingOf('hi there how are you')).not.toBe(wordingOf('hi there how old are you'));
  });
  it.each(['', 'hi', 'how are you', '… !!'])('is none for %j: everybody says that', (text) => {
    expect(wordingOf(text)).toBeNull();
  });
});
