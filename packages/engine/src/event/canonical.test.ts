import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHash } from './canonical.ts';

/** A double from its IEEE 754 bits, as RFC 8785 writes them. */
function double(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

describe('RFC 8785', () => {
  test('section 3.2.2: the sample of primitive data', () => {
    const sample: unknown = JSON.parse(
      String.raw`{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }`,
    );
    expect(canonicalize(sample)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('section 3.2.3: names sorted by UTF-16 units', () => {
    const names = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalize(names)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (bits, text) => {
    expect(canonicalize(double(bits))).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('appendix B: %s has no form', (value) => {
    expect(() => canonicalHash(value)).toThrow();
  });
});

describe('the hash of a value', () => {
  test.each([
    // `printf '%s' '{}' | sha256sum` and so on.
    ['{}', 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
    ['[]', 'sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945'],
    ['null', 'sha256:74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b'],
  ])('%s', (json, hash) => {
    expect(canonicalHash(JSON.parse(json))).toBe(hash);
  });

  test('is that of the canonical bytes in UTF-8', async () => {
    const value = { z: '€ 😀', a: [1.0, -0, 1e3], m: { y: null, b: true } };
    const canonical = '{"a":[1,0,1000],"m":{"b":true,"y":null},"z":"€ 😀"}';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(canonicalHash(value)).toBe(`sha256:${hex}`);
  });

  test('is the same however the JSON was written', () => {
    const shuffled = (value: unknown, seed: number): unknown => {
      if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, seed)] as const);
      return Object.fromEntries(
        seed % 2 === 0 ? entries.toReversed() : entries.toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat(), (value, seed) => {
        const hash = canonicalHash(value);
        expect(canonicalHash(shuffled(value, seed))).toBe(hash);
        expect(canonicalHash(JSON.parse(JSON.stringify(value, null, 2)))).toBe(hash);
        expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
      }),
    );
  });

  test('is another for another value', () => {
    const hashes = [{}, [], null, 0, '', '0', false, { a: 1 }, { a: '1' }, { a: [1] }, [1, 2], [2, 1]].map(
      canonicalHash,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('needs a value', () => {
    expect(() => canonicalHash(undefined)).toThrow(TypeError);
  });
});
