import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('traceparent', () => {
  it.each<[header: unknown, sampled: boolean | null]>([
    [`00-${TRACE}-${SPAN}-01`, true],
    [`00-${TRACE}-${SPAN}-00`, false],
    // The bit “random” of level 2 beside the one that counts here.
    [`00-${TRACE}-${SPAN}-03`, true],
    [`00-${TRACE}-${SPAN}-02`, false],
    // A later version, with more behind what is known of it.
    [`cc-${TRACE}-${SPAN}-01`, true],
    [`cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`, true],
    [`cc-${TRACE}-${SPAN}-01.what`, null],
    [`00-${TRACE}-${SPAN}-01-more`, null],
    [`00-${TRACE}-${SPAN}-01-`, null],
    [`ff-${TRACE}-${SPAN}-01`, null],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, null],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, null],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, null],
    [`00-${TRACE}-${SPAN}-1`, null],
    [`00-${TRACE}-${SPAN}`, null],
    [` 00-${TRACE}-${SPAN}-01`, null],
    [`00-${TRACE}-${SPAN}-01\n`, null],
    // Sent twice, as Node joins it.
    [`00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`, null],
    ['', null],
    [undefined, null],
    [['00'], null],
  ])('%j', (header, sampled) => {
    expect(parseTraceparent(header)).toEqual(
      sampled === null ? null : { traceId: TRACE, spanId: SPAN, sampled },
    );
  });

  it('is read as it was written', () => {
    const digits = (count: number) =>
      fc
        .array(fc.constantFrom(...'0123456789abcdef'), { minLength: count, maxLength: count })
        .map((chosen) => chosen.join(''))
        .filter((id) => !/^0+$/.test(id));
    fc.assert(
      fc.property(digits(32), digits(16), fc.boolean(), (traceId, spanId, sampled) => {
        const context = { traceId, spanId, sampled };
        expect(parseTraceparent(formatTraceparent(context))).toEqual(context);
      }),
    );
  });
});
