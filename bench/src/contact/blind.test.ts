import { parseEvent } from '@safeward/engine';
import { expect, test } from 'vitest';
import { readHandWritten } from './blind.ts';

test('every conversation written by hand is made of events that a gate takes', () => {
  const written = readHandWritten();
  expect(written.filter(({ risky }) => risky)).toHaveLength(13);
  expect(written.filter(({ risky }) => !risky)).toHaveLength(21);
  for (const { name, events } of written)
    for (const event of events) expect(parseEvent(event), name).toMatchObject({ ok: true });
});

test('an approach names the line that must not arrive untouched, a harmless one names none', () => {
  for (const { name, risky, ask, events } of readHandWritten())
    expect(
      events.some(({ id }) => id === ask),
      name,
    ).toBe(risky);
});
