import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { parseEvent, parseEventJson, parseJson } from './parse.ts';
import { FULL, MESSAGE } from './samples.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('bytes that are no JSON', () => {
  test.each([
    ['nothing', '', 'malformed_json'],
    ['a broken object', '{"id": ', 'malformed_json'],
    ['two values', '{} {}', 'malformed_json'],
    ['a trailing comma', '{"a":1,}', 'malformed_json'],
    ['a number that JSON has not', '{"a":NaN}', 'malformed_json'],
    ['ten thousand open brackets', '['.repeat(10_000), 'malformed_json'],
  ])('%s', (_, text, code) => {
    for (const body of [text, bytes(text)])
      expect(parseEventJson(body)).toEqual({
        ok: false,
        problems: [{ code, pointer: '', detail: expect.any(String) }],
      });
  });

  test('ten thousand levels are too deep, and the pointer stays short', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const parsed = parseEventJson(`${open.repeat(10_000)}1${close.repeat(10_000)}`);
      expect(parsed.ok).toBe(false);
      if (parsed.ok) return;
      expect(parsed.problems.map(({ code }) => code)).toEqual(['too_deep']);
      expect(parsed.problems[0]!.pointer.length).toBeLessThan(100);
    }
  });

  test.each([
    ['a stray byte', [0x22, 0xff, 0x22]],
    ['half a letter', [0x22, 0xc3, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0xbd, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['beyond Unicode', [0x22, 0xf5, 0x80, 0x80, 0x80, 0x22]],
  ])('%s is no UTF-8', (_, body) => {
    expect(parseJson(Uint8Array.from(body))).toMatchObject({
      ok: false,
      problems: [{ code: 'invalid_utf8', pointer: '' }],
    });
  });

  test('escapes for half a surrogate pair are found behind them', () => {
    const parsed = parseEventJson(JSON.stringify(MESSAGE).replace('hello', String.raw`\ud83d`));
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ code: 'lone_surrogate', pointer: '/content/text' }],
    });
  });

  test('a name that would reach a prototype is refused and reaches none', () => {
    const parsed = parseEventJson(`{"__proto__":{"polluted":true},${JSON.stringify(MESSAGE).slice(1)}`);
    expect(parsed).toMatchObject({ ok: false, problems: [{ code: 'unsafe_key', pointer: '/__proto__' }] });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a body over the limit is not read', () => {
    const body = new Uint8Array(DEFAULT_LIMITS.totalBytes + 1).fill(0xff);
    expect(parseEventJson(body)).toMatchObject({ ok: false, problems: [{ code: 'too_large', pointer: '' }] });
    expect(parseEventJson('€'.repeat(400_000))).toMatchObject({
      ok: false,
      problems: [{ code: 'too_large' }],
    });
  });

  test('what is told holds nothing of what was sent', () => {
    const parsed = parseEventJson('{"id": "secret words" oops');
    expect(JSON.stringify(parsed)).not.toMatch(/secret|oops/);
    expect(parsed).toMatchObject({ problems: [{ detail: expect.stringMatching(/at character \d+/) }] });
  });
});

describe('whatever comes', () => {
  /** Values near an event: its own parts, exchanged, spoilt and left out. */
  const key = fc.constantFrom(
    ...Object.keys(FULL),
    'age',
    'band',
    'text',
    'images',
    '__proto__',
    'x',
    '',
    '/',
  );
  const json = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(MESSAGE, FULL, FULL.actor, FULL.audience, FULL.content),
  );
  const nearly = fc
    .tuple(
      fc.constantFrom(MESSAGE, FULL),
      fc.array(fc.tuple(fc.array(key, { minLength: 1, maxLength: 3 }), json), { maxLength: 4 }),
    )
    .map(([event, changes]) => {
      const copy = JSON.parse(JSON.stringify(event)) as Record<string, unknown>;
      for (const [path, value] of changes) {
        let place = copy;
        for (const step of path.slice(0, -1)) {
          const next = Object.hasOwn(place, step) ? place[step] : undefined;
          if (typeof next === 'object' && next !== null) place = next as Record<string, unknown>;
        }
        Object.defineProperty(place, path.at(-1)!, {
          value: structuredClone(value),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return copy;
    });

  test('either parses or is refused with a pointer that leads somewhere, and never throws', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(json, nearly), (value) => {
        const before = JSON.stringify(value);
        const parsed = parseEvent(value);
        expect(JSON.stringify(value)).toBe(before);
        if (parsed.ok) {
          taken++;
          expect(parsed.value).toBe(value);
          return;
        }
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const { code, pointer, detail } of parsed.problems) {
          expect(code).toMatch(/^[a-z_0-9]+$/);
          expect(detail.length).toBeGreaterThan(5);
          expect(pointer).toMatch(/^(?:\/(?:[^~/]|~[01])*)*$/);
        }
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(10);
  });

  test('so do bytes', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(400), fc.uint8Array({ maxLength: 6 })).map(([at, patch]) => {
        const whole = bytes(JSON.stringify(FULL));
        whole.set(patch, Math.min(at, whole.length - patch.length));
        return whole;
      }),
    );
    fc.assert(
      fc.property(body, (given) => {
        const parsed = parseEventJson(given);
        if (!parsed.ok) expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
