import { describe, expect, it } from 'vitest';
import { ways } from './grammar.ts';
import { ASKS, FAMILIES, isRisky } from './kind.ts';
import { readMaterial } from './read.ts';
import { simulate, withoutContent } from './simulate.ts';

const material = readMaterial();
const { events, labels } = simulate(material, { each: 3, seed: 1 });
const kinds = material.scripts.map(({ kind }) => kind);

describe('the kinds', () => {
  it('are at least 40 harmless and 15 risky ones, some of each side held out or left for tuning', () => {
    expect(kinds.filter((kind) => !isRisky(kind)).length).toBeGreaterThanOrEqual(40);
    expect(kinds.filter(isRisky).length).toBeGreaterThanOrEqual(15);
    for (const risky of [true, false]) {
      const side = kinds.filter((kind) => isRisky(kind) === risky);
      expect(side.filter((kind) => kind.held_out === true).length).toBeGreaterThanOrEqual(side.length / 6);
      expect(side.filter((kind) => kind.held_out !== true).length).toBeGreaterThanOrEqual(side.length / 2);
    }
  });

  it('have names of their own', () => {
    expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length);
  });

  it.each(FAMILIES)('%s can be said in so many ways that no sentence is a key', (code) => {
    const asked = (material.phrases.stages.get(code) ?? []).flatMap((exchange) =>
      exchange.filter(({ by }) => by === 'a').map(({ phrase }) => ways(phrase, material.bank)),
    );
    expect(asked.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(100);
  });
});

describe('simulated conversations', () => {
  it('are the same from the same seed, and others from another', () => {
    expect(JSON.stringify(simulate(material, { each: 3, seed: 1 }))).toBe(JSON.stringify({ events, labels }));
    expect(JSON.stringify(simulate(material, { each: 3, seed: 2 }))).not.toBe(
      JSON.stringify({ events, labels }),
    );
  });

  it('stay as they are when only some kinds are asked for', () => {
    const some = simulate(material, { each: 3, seed: 1, kinds: new Set(['siblings']) });
    expect(some.events).toEqual(events.filter(({ conversation }) => conversation.startsWith('siblings-')));
  });

  it('are each named once, with events in the order of time and ids of their own', () => {
    expect(new Set(labels.map(({ conversation }) => conversation)).size).toBe(labels.length);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  it.each(kinds.filter(isRisky).map(({ kind }) => kind))(
    '%s: each comes to a request by the one who asks',
    (name) => {
      const own = labels.filter(({ kind }) => kind === name);
      expect(own.length).toBeGreaterThanOrEqual(3);
      for (const { ask, stages } of own) {
        const first = stages.find(({ stage }) => ASKS.has(stage));
        expect(ask).toBe(first?.event);
        expect(events.find(({ id }) => id === ask)?.actor.id.endsWith('-a')).toBe(true);
      }
    },
  );

  it('are no approach where the kind is harmless', () => {
    const harmless = labels.filter(({ risky }) => !risky);
    expect(harmless.length).toBeGreaterThanOrEqual(120);
    expect(harmless.every(({ ask, stages }) => ask === null && stages.length === 0)).toBe(true);
  });

  it('copy one approach to several children, each of whom answers for themselves', () => {
    const copies = labels.filter(({ kind }) => kind === 'fan_out').map(({ conversation }) => conversation);
    const [one, two] = copies.map((name) => events.filter(({ conversation }) => conversation === name));
    const saidBy = (role: string, list = one) =>
      list?.filter(({ actor }) => actor.id.endsWith(role)).map(({ content }) => content?.text);
    expect(saidBy('-a', two)).toEqual(saidBy('-a', one));
    expect(saidBy('-b', two)).not.toEqual(saidBy('-b', one));
    expect(new Set(one?.flatMap(({ actor }) => (actor.id.endsWith('-a') ? [actor.id] : [])))).toEqual(
      new Set(two?.flatMap(({ actor }) => (actor.id.endsWith('-a') ? [actor.id] : []))),
    );
  });

  it('say nothing without content', () => {
    const bare = events.map(withoutContent);
    expect(bare.filter((event) => 'content' in event).every(({ kind }) => kind === 'post')).toBe(true);
    expect(bare.some((event) => !('content' in event))).toBe(true);
  });
});
