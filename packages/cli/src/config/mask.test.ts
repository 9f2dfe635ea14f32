import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inspectValue, maskedAddress } from './mask.ts';

it.each([
  ['postgresql://u:opensesame@h:5432/d', 'postgresql://u:***@h:5432/d'],
  ['postgresql://u@h/d', 'postgresql://u@h/d'],
  ['postgresql://h/d?user=u&password=opensesame', 'postgresql://h/d?user=u&password=***'],
  [
    'postgresql://h/d?sslpassword=opensesame&sslmode=verify-full',
    'postgresql://h/d?sslpassword=***&sslmode=verify-full',
  ],
  ['postgresql://u:open sesame@h:port/d', '***'],
  ['opensesame', '***'],
])('%s is shown as %s', (address, shown) => {
  expect(maskedAddress(address)).toBe(shown);
});

it('shows no password, whatever is in it', () => {
  // Marked, so that it cannot occur in the rest by chance.
  const password = fc
    .string({ minLength: 1 })
    .map((text) => `q7${encodeURIComponent(text.toWellFormed())}q7`);
  fc.assert(
    fc.property(password, (secret) => {
      for (const address of [
        `postgresql://u:${secret}@h/d`,
        `postgresql://h/d?password=${secret}`,
        `u:${secret}@h`,
      ])
        expect(maskedAddress(address)).not.toContain('q7');
    }),
  );
});

it.each([
  [null, 'nothing'],
  [undefined, 'nothing'],
  [{ a: 1 }, 'an object'],
  [80.5, '80.5'],
  [true, 'true'],
  ['ht\u001btp', '“ht·tp”'],
  [['a', 'b'], '“a, b”'],
])('%j is quoted as %s', (value, quoted) => {
  expect(inspectValue(value)).toBe(quoted);
});
