import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../test-kit.ts';
import { CONTACTS } from './account.ts';
import type { History } from './facts.ts';
import type { FamilyCode } from './families.ts';
import { createMemoryHistory } from './memory.ts';
import { type Observation, observe, wordingOf } from './observation.ts';

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
  const found = history.of(event(now, 'now'));
  if (found === null) throw new Error('not between two people');
  return found;
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

  it('is none where an event is not between two people', () => {
    const history = createMemoryHistory();
    const self = event({ from: 'ann', to: 'ann' });
    expect(observe(self, [], null)).toBeNull();
    expect(history.of(self)).toBeNull();
    expect(
      history.of(eventOf({ kind: 'post', audience: 'public', target: undefined, content: { text: 'hi' } })),
    ).toBeNull();
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
      }),
    );
  });

  it('keeps a bounded state of an account that writes to ten thousand people', () => {
    const history = createMemoryHistory();
    for (let n = 0; n < 10_000; n += 1) history.add(observed({ from: 'ann', to: `child${n}`, after: n }));
    expect(history.accounts.get('ann')?.contacts.length).toBe(CONTACTS);
    expect(history.of(event({ from: 'ann', to: 'x', after: 10_000 }, 'now'))?.contacts_24h).toBe(CONTACTS);
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
