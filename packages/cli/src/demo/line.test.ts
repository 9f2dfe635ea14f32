import type { Event, Outcome, Reason } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../output/columns.ts';
import { formatHeading, formatLine } from './line.ts';

const EVENT: Event = {
  id: 'e1',
  kind: 'message',
  at: '2026-11-20T21:22:25Z',
  actor: { id: 'dan', age: { band: 'adult' } },
  target: { id: 'mia', age: { band: '13_15' } },
  content: { text: 'hey, how old are you?' },
};
const ALLOW: Outcome = {
  event: 'e1',
  action: 'allow',
  reasons: [],
  effects: [],
  practice: 'p@1.0.0#sha256:0',
};
const REASON: Reason = {
  measure: 'asks.age',
  title: "A stranger's question for a child's age waits until the child has been warned",
  action: 'hold',
  because: "text.has('asks_age')",
  saw: {},
  spans: [{ field: 'content.text', start: 5, end: 20, signal: 'asks_age' }],
  refs: [],
};
const HOLD: Outcome = { ...ALLOW, action: 'hold', until: 'recipient', reasons: [REASON, REASON] };

const lineOf = (event: Partial<Event>, outcome: Outcome = ALLOW, width = 110): string =>
  formatLine({ ...EVENT, ...event }, outcome, 1.234, { width });

describe('formatLine', () => {
  it('says who did what to whom, what was done and why, on one line where there is room', () => {
    expect(lineOf({}, HOLD, Number.POSITIVE_INFINITY)).toBe(
      `21:22  dan (adult) → mia (13–15)              “hey, how old are you?”${' '.repeat(39)}hold     1.2  ` +
        "asks.age: A stranger's question for a child's age waits until the child has been warned " +
        '(waits for the recipient; and 1 more)',
    );
  });

  it('puts the reason below, wrapped, where there is not', () => {
    expect(lineOf({}, HOLD, 100)).toBe(
      `21:22  dan (adult) → mia (13–15)              “hey, how old are you?”                   hold     1.2\n` +
        "       ╰ asks.age: A stranger's question for a child's age waits until the child has been warned\n" +
        '         (waits for the recipient; and 1 more)',
    );
  });

  it.each([60, 80, 100, 110, 160, 240])('stays within %d columns, and under its heading', (width) => {
    const least = Math.max(width, 60 + 30);
    for (const outcome of [ALLOW, HOLD]) {
      for (const text of ['short', 'a long word '.repeat(40), '日本語'.repeat(40), '']) {
        for (const line of lineOf({ content: { text } }, outcome, width).split('\n'))
          expect(columnsOf(line)).toBeLessThanOrEqual(least);
      }
    }
    const heading = formatHeading({ width });
    expect(heading.indexOf('does')).toBe(columnsOf(lineOf({}, ALLOW, width).split('allow')[0] ?? ''));
  });

  it.each<[what: string, event: Partial<Event>, shows: string]>([
    [
      'a post',
      { kind: 'post', audience: 'public', target: undefined },
      'dan (adult) → everyone                 posts “hey, how',
    ],
    ['a request', { kind: 'contact_request', content: undefined }, 'asks to connect  '],
    [
      'a setting',
      { kind: 'setting_change', content: undefined, context: { setting: 'who' } },
      'changes “who”',
    ],
    [
      'an unknown age',
      { actor: { id: 'x' }, target: { id: 'y', age: { band: 'unknown' } } },
      'x (age ?) → y (age ?)',
    ],
    [
      'a group with children',
      { target: undefined, audience: { kind: 'group', size: 14, children: 11 } },
      'dan (adult) → group, 11 children',
    ],
    [
      'a group without',
      { target: undefined, audience: { kind: 'group', size: 63 } },
      'dan (adult) → group of 63',
    ],
    ['what would move the cursor', { content: { text: 'a\u001b[2Jb\nc' } }, '“a·[2Jb·c”'],
  ] as unknown as [string, Partial<Event>, string][])('shows %s', (_what, event, shows) => {
    expect(lineOf(event)).toContain(shows);
  });
});
