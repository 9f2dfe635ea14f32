import { describe, expect, it } from 'vitest';
import { type GuardOption, parseDuration, parseGuard, parseShare, toRequest } from './asked.ts';

describe('what is given to an option', () => {
  it.each([
    ['90m', 5_400_000],
    ['6h', 21_600_000],
    ['2d', 172_800_000],
  ])('%s is so many milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '0h', '6', '6 h', '-1h', '1.5h', 'soon'])('%j is no duration', (text) => {
    expect(() => parseDuration(text)).toThrow('90m');
  });

  it.each([
    ['10%', 10],
    ['10', 10],
    ['0.5%', 0.5],
    ['100%', 100],
  ])('%s is a share', (text, share) => {
    expect(parseShare(text)).toBe(share);
  });

  it.each(['', '0%', '101%', '-1%', '1.234%', 'half'])('%j is no share', (text) => {
    expect(() => parseShare(text)).toThrow('share');
  });

  it.each([
    ['held=5%', { watch: 'held', above: 5 }],
    ['blocked=0.5%/10m', { watch: 'blocked', above: 0.5, minutes: 10 }],
    ['errors=0%/1m/200', { watch: 'errors', above: 0, minutes: 1, at_least: 200 }],
    ['degraded=1%/200', { watch: 'degraded', above: 1, at_least: 200 }],
  ])('%s is a guard', (text, guard) => {
    const earlier: GuardOption = { watch: 'held', above: 1 };
    expect(parseGuard(text, [earlier])).toEqual([earlier, guard]);
  });

  it.each([
    'held',
    'held=5',
    'held=100%',
    'hold=5%',
    'held=5%/0m',
    'held=5%/61m',
    'held=5%/0',
    'held=5%/10' + 'h',
  ])('%s is no guard', (text) => {
    expect(() => parseGuard(text, [])).toThrow('held=5%');
  });
});

describe('what is asked for', () => {
  const now = new Date('2026-11-24T10:00:00Z');
  const complete = (guard: GuardOption) => ({ minutes: 5, at_least: 100, ...guard });
  const plain = { guard: [], reason: '' };

  it.each([
    [{}, { kind: 'base', stage: 'enforce', share: null, expires_at: null }],
    [{ shadow: true as const }, { kind: 'base', stage: 'shadow' }],
    [{ share: 10 }, { kind: 'base', stage: 'share', share: 10 }],
    [
      { overlay: true as const, for: 3_600_000 },
      { kind: 'overlay', stage: 'enforce', expires_at: new Date('2026-11-24T11:00:00Z') },
    ],
  ])('%j', (options, expected) => {
    expect(toRequest({ ...plain, ...options }, complete, now)).toMatchObject(expected);
  });

  it.each([
    [{ shadow: true as const, share: 10 }, '--shadow and --share do not go together'],
    [{ overlay: true as const }, '--overlay and --for go together'],
    [{ for: 3_600_000 }, '--overlay and --for go together'],
  ])('%j does not go together', (options, message) => {
    expect(() => toRequest({ ...plain, ...options }, complete, now)).toThrow(message);
  });
});
