import { ACTIONS, type Action, decide, type Event, KINDS, loadPractice } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { readPractice, STARTER } from '../practice/folder.ts';
import { demoEvents } from './events.ts';

const events = demoEvents();

describe('the events of the demonstration', () => {
  it('are an hour, in the order of time, each with an id of its own', () => {
    const times = events.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(3_600_000);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.length).toBeGreaterThanOrEqual(180);
  });

  it('are told by the same people: one person, one age, one account', () => {
    const known = new Map<string, string>();
    for (const person of events.flatMap(({ actor, target }) =>
      target === undefined ? [actor] : [actor, target],
    )) {
      const told = JSON.stringify(person);
      expect(known.get(person.id) ?? told).toBe(told);
      known.set(person.id, told);
    }
  });

  it('show every kind of event', () => {
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(KINDS));
  });

  it('lead to nobody: telephone numbers and addresses that are kept free for stories', () => {
    for (const text of textsOf(events)) {
      const numbers = text.match(/\+?\d[\d ]{7,}\d/g) ?? [];
      for (const number of numbers)
        expect(number.replaceAll(' ', '')).toMatch(/^(01632960|07700900|\+447700900)\d{3}$/);
      const hosts = text.match(/[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?/gi) ?? [];
      for (const host of hosts)
        expect(host).toMatch(
          /(^|\.)example(\.(com|net|org))?(\/|$)|^(bit\.ly|t\.me|discord\.gg)\/example|^([a-z]\.)+[a-z]$|^\d+\.\d+$/i,
        );
    }
  });
});

describe('under the starter practice', () => {
  const loaded = loadPractice(readPractice(STARTER));
  const decided = events.map((event) => ({
    event,
    action: loaded.ok ? decide(loaded.plan, event).outcome.action : null,
  }));
  const share = (action: Action): number =>
    decided.filter((one) => one.action === action).length / events.length;

  it('about two thirds arrive untouched', () => {
    expect(share('allow')).toBeGreaterThan(0.58);
    expect(share('allow')).toBeLessThan(0.75);
  });

  it.each(ACTIONS)('something meets with %s', (action) => {
    expect(share(action)).toBeGreaterThan(0.005);
  });

  it.each<[story: string, who: string, whom: string | null, actions: readonly Action[]]>([
    ['nothing of the man who collects children arrives', 'nice_dan', null, ['hold', 'block', 'limit']],
    ['homework is nobody’s business', 'mia', 'leo', ['allow']],
    ['nor is a hamster', 'tilly', 'finn', ['allow']],
    ['nor are grown-up friends', 'tom', 'grace', ['allow']],
    ['nor is a grandaunt', 'aunt_rose', 'mia', ['allow']],
    ['whoever is in despair is heard, and helped', 'noor', 'leo', ['allow', 'nudge']],
    ['whoever helps gets through', 'ivy', 'noor', ['allow', 'nudge']],
  ])('%s', (_story, who, whom, actions) => {
    const told = decided.filter(
      ({ event }) => event.actor.id === who && (whom === null || event.target?.id === whom),
    );
    expect(told.length).toBeGreaterThan(1);
    for (const { event, action } of told) expect(actions, JSON.stringify(event)).toContain(action);
  });
});

function textsOf(all: readonly Event[]): readonly string[] {
  return all.flatMap(({ content }) => [content?.text ?? '', ...(content?.links ?? [])]);
}
