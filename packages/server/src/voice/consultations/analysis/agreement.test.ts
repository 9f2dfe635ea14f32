import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOn } from './agreement.ts';

const verdicts = (...observers: readonly string[]) =>
  Array.from(observers[0] ?? '', (_, unit) =>
    observers.flatMap((line) => (line[unit] === '.' ? [] : [line[unit] === '1'])),
  );

describe('Krippendorff’s alpha', () => {
  // Section A of "Computing Krippendorff's Alpha-Reliability" (2011): two observers, ten binary units.
  it('is as in the paper that defines it', () => {
    const { alpha, parts, same } = agreementOn(verdicts('0100000000', '1110010010'));
    expect(alpha).toBeCloseTo(0.095, 3);
    expect({ parts, same }).toEqual({ parts: 10, same: 0.6 });
  });

  it.each([
    ['all agree', ['1100', '1100'], 1],
    ['they never agree', ['10', '01'], -0.5],
    ['all say the same, which chance would', ['000', '000'], null],
    ['nobody has read what another has', ['1.0.', '.1.1'], null],
    ['what one alone has read does not count', ['10.1', '10..'], 1],
  ])('where %s', (_name, observers, expected) => {
    expect(agreementOn(verdicts(...observers)).alpha).toBe(expected);
  });

  it('does not depend on who is who, or on which verdict is called yes', () => {
    const units = fc.array(fc.array(fc.boolean(), { maxLength: 5 }), { maxLength: 30 });
    fc.assert(
      fc.property(units, (all) => {
        const turned = all.map((unit) => unit.map((verdict) => !verdict).reverse());
        expect(agreementOn(turned)).toEqual(agreementOn(all));
        const { alpha } = agreementOn(all);
        if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1);
      }),
    );
  });
});
