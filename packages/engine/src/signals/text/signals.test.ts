import { describe, expect, it } from 'vitest';
import { compileScanner } from './scanner.ts';
import { FAMILIES } from './signal.ts';
import { TEXT_SIGNALS } from './signals.ts';

/** What practices name in `text.has(…)`: a name that goes missing breaks them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  grooming: [
    'asks_age',
    'asks_school',
    'asks_location',
    'asks_alone',
    'asks_secrecy',
    'asks_photo',
    'asks_meet',
    'offers_gift',
    'moves_platform',
    'asks_contact',
    'flatters_maturity',
    'isolates',
    'states_child_age',
  ],
  privacy: ['shares_address', 'shares_other_details', 'threatens_to_publish'],
  trade: ['offers_restricted_goods', 'seeks_restricted_goods'],
  contact: ['phone_number', 'email_address', 'social_handle', 'mentions_platform'],
  link: ['has_link', 'link_shortener', 'platform_invite'],
};

describe('TEXT_SIGNALS', () => {
  it.each(Object.entries(NAMES))('has all signals of the family %s', (family, names) => {
    const found = TEXT_SIGNALS.filter((signal) => signal.family === family).map(({ name }) => name);
    expect(found.toSorted()).toEqual(names.toSorted());
  });

  it('names each signal once', () => {
    const names = TEXT_SIGNALS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lists the families in their order', () => {
    const order = TEXT_SIGNALS.map(({ family }) => FAMILIES.indexOf(family));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it.each(TEXT_SIGNALS.map((signal) => [signal.name, signal] as const))(
    '%s can be compiled and read',
    (_, signal) => {
      const compiled = compileScanner([{ kind: 'signal', signal }]);
      expect(compiled).toMatchObject({ ok: true });
      expect(signal.name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
      expect(signal.title).toMatch(/^[A-Z][^.]*$/);
      expect(signal.description).toMatch(/^[A-Z].*\.$/);
      const { detect, patterns, phrases } = signal;
      expect(signal.cost).toBe(detect !== undefined ? 'computed' : patterns.length > 0 ? 'pattern' : 'words');
      expect(detect !== undefined || patterns.length + phrases.length > 0).toBe(true);
    },
  );
});
