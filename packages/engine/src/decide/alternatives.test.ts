import { describe, expect, test } from 'vitest';
import { eventOf, measure, measures, planOf } from '../test-kit.ts';
import { alternativesOf } from './alternatives.ts';
import { decide } from './decide.ts';

const plan = planOf(
  measures(
    measure('stranger', { when: 'target.child && !relationship.connected', do: 'hold', until: 'recipient' }),
    measure('word', { when: "text.contains('psst') && target.child", do: 'nudge' }),
    measure('pictures', {
      when: 'size(content.images) > 0 && relationship.mutual_connections == 0',
      do: 'block',
    }),
    measure('new', { when: "actor.account_age < duration('24h')", do: 'limit', limits: ['no_images'] }),
  ),
);
const CHILD = { id: 't', age: { band: '13_15' } };

function sentences(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const event = eventOf(fields);
  return alternativesOf(
    (other) => decide(plan, other).outcome.action,
    event,
    decide(plan, event).outcome.action,
  ).map(({ sentence }) => sentence);
}

describe('the nearest change that would make a decision milder', () => {
  test.each([
    ['allowed already', { target: { id: 't', age: { band: 'adult' } } }, []],
    [
      'a stranger',
      { target: CHILD },
      [
        'would be allowed if they were connected',
        'would be allowed if the recipient were known to be an adult',
      ],
    ],
    [
      'a stranger with a word',
      { target: CHILD, content: { text: 'psst' } },
      [
        'would be allowed if the recipient were known to be an adult',
        'would be delivered with a word if they were connected',
      ],
    ],
    [
      'nothing but words',
      { target: CHILD, relationship: { connected: true }, content: { text: 'psst' } },
      [
        'would be allowed if the recipient were known to be an adult',
        'would be allowed if it had other words',
      ],
    ],
    [
      'pictures',
      {
        target: { id: 't', age: { band: 'adult' } },
        relationship: { mutual_connections: 0 },
        content: { images: [{ id: 'i' }] },
      },
      ['would be allowed if it had no pictures'],
    ],
    [
      'a new account',
      { target: { id: 't', age: { band: 'adult' } }, actor: { id: 'a', created_at: '2026-01-15T11:00:00Z' } },
      ['would be allowed if the sender’s account were a year old'],
    ],
  ])('%s', (_, fields, expected) => {
    expect(sentences(fields)).toEqual(expected);
  });

  test('no single change helps where two things speak against it', () => {
    expect(
      sentences({
        target: { id: 't', age: { band: 'adult' } },
        actor: { id: 'a', created_at: '2026-01-15T11:00:00Z' },
        relationship: { mutual_connections: 0 },
        content: { images: [{ id: 'i' }], text: 'x' },
      }),
    ).toEqual(['would be delivered with less if it had no pictures']);
  });
});
