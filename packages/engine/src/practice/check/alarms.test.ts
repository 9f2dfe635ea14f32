import { describe, expect, test } from 'vitest';
import { findingsOf, measure, measures, planOf } from '../../test-kit.ts';
import { type Alarm, readAlarm } from '../alarm.ts';

const MEASURES = measures(measure('spam.prize', { when: 'target.child' }));

function said(...alarms: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return findingsOf(`${MEASURES}alarms: ${JSON.stringify(alarms)}\n`)
    .filter(({ code }) => code !== 'untested' && code !== 'unused')
    .map(({ severity, code, message, hint }) => `${severity} ${code}: ${message}${hint ? ` (${hint})` : ''}`);
}

describe('alarms that cannot be meant', () => {
  test.each([
    [{}, 'error missing_field: an alarm has exactly one of over_usual, degraded_over, held_longer_than'],
    [{ over_usual: 5, measure: 'any', degraded_over: '1%' }, 'error misplaced: an alarm has exactly one of'],
    [{ over_usual: 5 }, 'error missing_field: says with “measure” which one is meant'],
    [{ over_usual: 1, measure: 'any' }, 'error '],
    [{ over_usual: 5, measure: 'spam.price' }, 'did you mean “spam.prize”?'],
    [{ over_usual: 5, measure: 'any', window: '25h' }, 'a window is between 1m and 24h'],
    [{ over_usual: 5, measure: 'any', window: '2d' }, 'a window is between 1m and 24h'],
    [{ over_usual: 5, measure: 'any', at_least: 0 }, 'error '],
    [{ degraded_over: '1%', measure: 'any' }, '“measure” does not go with “degraded_over”'],
    [{ degraded_over: '100%' }, 'error '],
    [{ held_longer_than: 'recipient' }, 'is a duration, written 90m, 24h or 7d'],
    [{ held_longer_than: '500d' }, 'is a duration'],
    [{ held_longer_than: '24h', window: '10m' }, '“window” does not go with “held_longer_than”'],
    [{ degraded_ovr: '1%' }, 'did you mean “degraded_over”?'],
  ])('%j', (fields, expected) => {
    const findings = said({ id: 'a', ...fields });
    expect(findings.join('\n')).toContain(expected);
    expect(findings.every((finding) => finding.startsWith('error '))).toBe(true);
  });

  test('two of one id', () => {
    expect(said({ id: 'a', degraded_over: '1%' }, { id: 'a', degraded_over: '2%' })).toEqual([
      'error duplicate: there is already an alarm “a”',
    ]);
  });
});

describe('what alarms ask', () => {
  test.each<[Omit<Alarm, 'id'>, unknown]>([
    [
      { measure: 'any', over_usual: 5 },
      { kind: 'over_usual', measure: 'any', times: 5, atLeast: 20, windowMinutes: 10 },
    ],
    [
      { measure: 'spam.prize', over_usual: 1.5, at_least: 3, window: '2h' },
      { kind: 'over_usual', measure: 'spam.prize', times: 1.5, atLeast: 3, windowMinutes: 120 },
    ],
    [{ degraded_over: '0.5%' }, { kind: 'degraded_over', percent: 0.5, atLeast: 100, windowMinutes: 10 }],
    [{ held_longer_than: '24h' }, { kind: 'held_longer_than', milliseconds: 86_400_000 }],
  ])('%j', (fields, rule) => {
    expect(said({ id: 'a', ...fields })).toEqual([]);
    expect(readAlarm({ id: 'a', ...fields })).toEqual({ ok: true, rule });
  });
});

test('the hash and the comparison know them, in whatever order and file they stand', () => {
  const head = `practice: sample\nversion: 1.0.0\n`;
  const one = '{ id: one, degraded_over: 1% }';
  const two = '{ id: two, held_longer_than: 24h }';
  const without = planOf(head);
  const both = planOf(`${head}alarms: [${one}, ${two}]\n`);
  const split = planOf(`${head}alarms: [${two}]\n`, `alarms: [${one}]\n`);
  expect(both.practice.hash).toBe(split.practice.hash);
  expect(both.practice.hash).not.toBe(without.practice.hash);
  expect(planOf(`${head}alarms: []\n`).practice.hash).toBe(without.practice.hash);
});
