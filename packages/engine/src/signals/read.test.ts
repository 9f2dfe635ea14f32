import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../event/event.ts';
import { readSignals } from './read.ts';
import { ATTRIBUTES } from './text/model/attributes.ts';

const event: Event = {
  id: 'm1',
  kind: 'message',
  at: '2026-11-24T10:00:00Z',
  actor: {
    id: 'u1',
    age: { band: 'adult', assurance: 'estimated' },
    created_at: '2026-11-20T12:00:00Z',
  },
  target: { id: 'u2', age: { band: '13_15' } },
  relationship: { connected: false, mutual_connections: 0 },
  content: { text: 'how old r u? see bit.ly/abc', links: ['https://discord.gg/xyz'] },
};

/** What the scores are is the model's own test's matter. */
const SCORES = Object.fromEntries(ATTRIBUTES.map((name) => [name, expect.any(Number)]));

describe('readSignals', () => {
  it('reads all there is in an event', () => {
    expect(readSignals(event)).toEqual({
      text: [
        {
          signal: 'asks_age',
          family: 'grooming',
          title: 'Asks how old the person is',
          spans: [{ start: 0, end: 11, text: 'how old r u' }],
        },
        {
          signal: 'has_link',
          family: 'link',
          title: 'Has a link',
          spans: [{ start: 17, end: 27, text: 'bit.ly/abc' }],
        },
        {
          signal: 'link_shortener',
          family: 'link',
          title: 'Shortened link',
          spans: [{ start: 17, end: 27, text: 'bit.ly/abc' }],
        },
      ],
      scores: SCORES,
      links: [
        {
          url: 'bit.ly/abc',
          host: 'bit.ly',
          domain: 'bit.ly',
          shortener: true,
          invite: false,
          platform: null,
          start: 17,
          end: 27,
        },
        {
          url: 'https://discord.gg/xyz',
          host: 'discord.gg',
          domain: 'discord.gg',
          shortener: false,
          invite: true,
          platform: 'discord',
        },
      ],
      actor: { id: 'u1', account_age_days: 3, age_band: 'adult', assurance: 'estimated' },
      target: { id: 'u2', account_age_days: null, age_band: '13_15', assurance: 'none' },
      relationship: { connected: false, mutual_connections: 0, blocked: null },
      audience: 'direct',
    });
  });

  it('leaves null what a bare text has not', () => {
    expect(readSignals({ text: 'good morning' })).toEqual({
      text: [],
      scores: SCORES,
      links: [],
      actor: null,
      target: null,
      relationship: null,
      audience: null,
    });
  });

  it('reads an event without text or target', () => {
    const { id, kind, at, actor } = event;
    expect(readSignals({ id, kind, at, actor: { id: actor.id } })).toEqual({
      text: [],
      scores: null,
      links: [],
      actor: { id: 'u1', account_age_days: null, age_band: 'unknown', assurance: 'none' },
      target: null,
      relationship: null,
      audience: 'direct',
    });
  });

  it.each([
    [{ audience: 'public' }, 'public'],
    [{ audience: { kind: 'group', size: 12 } }, 'group'],
    [{ kind: 'group_message' }, 'group'],
    [{ kind: 'post' }, null],
  ] as const)('tells the audience of %j', (changes, audience) => {
    expect(readSignals({ ...event, ...changes }).audience).toBe(audience);
  });

  it.each([
    ['2026-11-24T09:59:59Z', 0],
    ['2026-11-23T10:00:00Z', 1],
    ['2026-11-23T10:00:01Z', 0],
    ['2026-11-24T12:00:00+02:00', 0],
    ['2026-11-25T10:00:00Z', -1],
  ])('counts whole days from %s', (created_at, days) => {
    expect(readSignals({ ...event, actor: { id: 'u1', created_at } }).actor?.account_age_days).toBe(days);
  });

  it('gives plain JSON and spans of the original, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc
            .array(
              fc.constantFrom(
                'how old',
                'are',
                'you',
                'ｕ',
                'dont',
                't3ll',
                'any​one',
                '07700',
                '900123',
                '.',
              ),
              {
                maxLength: 20,
              },
            )
            .map((words) => words.join(' ')),
        ),
        (text) => {
          const reading = readSignals({ text });
          expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
          for (const { spans } of reading.text) {
            expect(spans.length).toBeGreaterThan(0);
            for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
