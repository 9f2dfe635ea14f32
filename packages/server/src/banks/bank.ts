import { fromHex, toHex } from '@safeward/matching';

/** What the entries of a bank are. Hashes match by nearness, all others by being the same. */
export const BANK_KINDS = ['pdq', 'md5', 'sha1', 'sha256', 'phrase', 'domain', 'handle'] as const;
export type BankKind = (typeof BANK_KINDS)[number];

export interface Bank {
  readonly name: string;
  readonly kind: BankKind;
  /** Known to be harmless: a match cancels those in other banks that are not nearer. */
  readonly is_negative: boolean;
  /** In bits; of hashes only. */
  readonly radius: number;
  /** Share of the entries that match, 0 to 1: for trying a bank out. */
  readonly enabled: number;
  readonly purpose: string;
  readonly source: string;
  readonly owner: string;
  readonly harm: string;
  /** What its owner suggests to do; the code of practice decides. */
  readonly hint: string;
}

export interface Entry {
  readonly id: number;
  readonly bank: string;
  readonly value: string;
  readonly note: string;
  readonly added_at: string;
  readonly expires_at: string | null;
}

export const NAME = /^[A-Z0-9_]{1,64}$/;
export const MOST_RADIUS = 63;
export const LONGEST_VALUE = 512;

const DIGEST_DIGITS: Readonly<Partial<Record<BankKind, number>>> = { md5: 32, sha1: 40, sha256: 64 };

/**
 * A value as it is stored and compared, or why it is none of its kind: hexadecimal digits in lower case; words without
 * the difference between capital and small letters and between one space and several.
 */
export function normalised(
  kind: BankKind,
  value: string,
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly detail: string } {
  switch (kind) {
    case 'pdq': {
      const hash = fromHex(value);
      return hash === null ? wrong('is not a hash of 64 hexadecimal digits') : right(toHex(hash));
    }
    case 'md5':
    case 'sha1':
    case 'sha256': {
      const digits = DIGEST_DIGITS[kind] ?? 0;
      const isDigest = value.length === digits && /^[0-9a-fA-F]+$/.test(value);
      return isDigest ? right(value.toLowerCase()) : wrong(`is not a digest of ${digits} hexadecimal digits`);
    }
    case 'phrase':
    case 'domain':
    case 'handle': {
      const words = value.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
      if (words === '') return wrong('has no letters');
      if (kind === 'domain' && !/^[^\s/:@]+\.[^\s/:@]+$/.test(words))
        return wrong('is not a domain, as in example.org');
      return words.length > LONGEST_VALUE
        ? wrong(`is longer than ${LONGEST_VALUE} characters`)
        : right(words);
    }
  }
}

function right(value: string): { readonly ok: true; readonly value: string } {
  return { ok: true, value };
}

function wrong(detail: string): { readonly ok: false; readonly detail: string } {
  return { ok: false, detail };
}

/** Whether an entry is among the share that matches: always the same entries, and more of them as the share grows. */
export function isAmong(id: number, enabled: number): boolean {
  let mixed = Math.imul(id ^ (id >>> 16), 0x45d9_f3b5);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9_f3b5);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000 < enabled;
}
