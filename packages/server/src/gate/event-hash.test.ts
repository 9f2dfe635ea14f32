import { canonicalHash, type Event } from '@safeward/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someEvent } from '../test-kit/index.ts';
import { eventHash } from './event-hash.ts';

/** Whole numbers as names among the others: JavaScript gives them another order than RFC 8785. */
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer().map(String),
  fc.constantFrom('a10', 'a9', '01', '1.5', ''),
);

describe('the hash of an event', () => {
  it('is the one that the engine has', () => {
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue({ maxDepth: 4 })), (context) => {
        const event = someEvent({ context: context as NonNullable<Event['context']> });
        expect(`sha256:${eventHash(event)}`).toBe(canonicalHash(event));
      }),
    );
  });

  it('does not change, or every event that was ever decided would be another one', () => {
    const event: Event = {
      id: 'e1',
      kind: 'message',
      at: '2026-11-24T10:00:00Z',
      actor: { id: 'ü' },
      content: { text: '€\n"😀"' },
      context: { b: [1e21, 0.1, -0], a: null },
    };
    expect(eventHash(event)).toBe('b3ce668aa631423e099374d014176dd852efd25847f1ba2358d19e5d38a29036');
  });
});
