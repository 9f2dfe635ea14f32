import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateKeys, type Sealed, type Signer, sealLeaf, signCheckpoint, signerFromPem } from '../index.ts';
import { entryOf, logOf } from '../test-kit.ts';
import { proveInclusion } from '../write/prove.ts';
import {
  checkPolicy,
  type Failure,
  formatProof,
  openCheckpoint,
  parseBundle,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  parseProof,
  parseTilePath,
  parseVerifierKey,
  parseWitnessRequest,
  type Verdict,
  type VerifierKey,
  verifyConsistency,
  verifyInclusion,
  verifyParts,
  verifyProof,
} from './index.ts';

const ORIGIN = 'localhost/safeward/test';
const TIME = 1_790_000_000;
const trusted = ({ vkey }: Signer): VerifierKey => {
  const key = parseVerifierKey(vkey);
  if (!key.ok) throw new Error(key.detail);
  return key.value;
};
const failure = (verdict: Verdict<unknown>): Pick<Failure, 'fault'> | true => (verdict.ok ? true : verdict);

let signers: readonly Signer[];
let witnesses: readonly Signer[];
let keys: readonly VerifierKey[];
let checkpoint: string;
let proof: string;
beforeAll(async () => {
  const own = generateKeys();
  signers = [own.ed25519, own.mldsa44].map((pem) => signerFromPem(ORIGIN, pem));
  witnesses = ['a', 'b'].map((name) =>
    signerFromPem(`witness.example/${name}`, generateKeys().ed25519, true),
  );
  keys = signers.map(trusted);
  const { writer, node } = await logOf(100);
  const head = { size: 100, root: writer.root() };
  checkpoint = await signCheckpoint(ORIGIN, head, [...signers, ...witnesses], TIME);
  proof = formatProof({ index: 41, hashes: await proveInclusion(node, 41, 100), checkpoint });
});

describe('a checkpoint', () => {
  it('verifies by both of the log’s keys, or by either', () => {
    const by = (some: readonly VerifierKey[]) => {
      const opened = openCheckpoint(checkpoint, some);
      return opened.ok && opened.value.signed.map(({ key, time }) => [key.kind, time]);
    };
    const [ed25519, mldsa] = keys;
    expect(by(keys)).toEqual([
      ['ed25519', null],
      ['mldsa44_cosignature', TIME],
    ]);
    expect(by(ed25519 ? [ed25519] : [])).toEqual([['ed25519', null]]);
    expect(by(mldsa ? [mldsa] : [])).toEqual([['mldsa44_cosignature', TIME]]);
  });

  it('is nobody’s where no key is trusted', () => {
    const stranger = trusted(signerFromPem(ORIGIN, generateKeys().ed25519));
    const other = trusted(signerFromPem('other.example', generateKeys().ed25519));
    expect(failure(openCheckpoint(checkpoint, [stranger]))).toMatchObject({ fault: 'unknown_key' });
    expect(failure(openCheckpoint(checkpoint, [other]))).toMatchObject({ fault: 'wrong_origin' });
    expect(failure(openCheckpoint(checkpoint, []))).toMatchObject({ fault: 'wrong_origin' });
  });

  it('fails with any byte changed that its keys sign or are named by', () => {
    // The lines of witnesses are of keys that are not trusted here, and say nothing.
    const signed = checkpoint.split('\n').slice(0, 6).join('\n').length;
    const whole = Buffer.from(checkpoint);
    fc.assert(
      fc.property(fc.nat({ max: signed - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(whole);
        altered[at] = (altered[at] ?? 0) ^ change;
        const opened = openCheckpoint(altered, keys);
        // A line whose key is no longer meant is passed over; the other signature still stands for what is signed.
        if (opened.ok) expect(opened.value.signed.length).toBeLessThan(2);
        if (opened.ok) expect(opened.value.checkpoint.note.text).toBe(textOf(checkpoint));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', '', 'malformed'],
    ['no signature', 'a\n1\n', 'malformed'],
    ['a size with a zero in front', `a\n01\n${'A'.repeat(43)}=\n\n— a AAAAAAA=\n`, 'malformed'],
    [
      'a size beyond all numbers',
      `a\n99999999999999999999\n${'A'.repeat(43)}=\n\n— a AAAAAAA=\n`,
      'malformed',
    ],
    ['a short root', 'a\n1\nAAAA\n\n— a AAAAAAA=\n', 'malformed'],
    ['a root spelt otherwise', `a\n1\n${'A'.repeat(42)}B=\n\n— a AAAAAAA=\n`, 'malformed'],
    ['a control character', `a\u0000\n1\n${'A'.repeat(43)}=\n\n— a AAAAAAA=\n`, 'malformed'],
    ['a signature line of something else', `a\n1\n${'A'.repeat(43)}=\n\n- a AAAAAAA=\n`, 'malformed'],
    ['too much', 'a'.repeat(600_000), 'too_large'],
    ['too many signatures', `a\n1\n${'A'.repeat(43)}=\n\n${'— a AAAAAAA=\n'.repeat(101)}`, 'too_large'],
  ])('is none where it has %s', (_name, text, fault) => {
    expect(failure(parseCheckpoint(text))).toMatchObject({ fault });
  });

  it('is cosigned by as many witnesses as there are, not as there are keys', () => {
    const parsed = parseCheckpoint(checkpoint);
    if (!parsed.ok) throw new Error(parsed.detail);
    const trustedWitnesses = witnesses.map(trusted);
    const policy = (atLeast: number, some: readonly VerifierKey[]) =>
      failure(checkPolicy(parsed.value, { atLeast, witnesses: some }));
    expect(policy(2, trustedWitnesses)).toBe(true);
    expect(policy(2, trustedWitnesses.slice(0, 1))).toMatchObject({ fault: 'not_witnessed' });
    expect(policy(2, [...trustedWitnesses.slice(0, 1), ...trustedWitnesses.slice(0, 1)])).toMatchObject({
      fault: 'not_witnessed',
    });
  });
});

describe('a proof', () => {
  it('verifies, for its own entry alone', () => {
    const verified = verifyProof(entryOf(41), proof, keys);
    expect(verified.ok && [verified.value.index, verified.value.checkpoint.size]).toEqual([41, 100]);
    expect(failure(verifyProof(entryOf(42), proof, keys))).toMatchObject({ fault: 'not_included' });
  });

  it('is read and written in one way', () => {
    const parsed = parseProof(proof);
    expect(parsed.ok && formatProof(parsed.value)).toBe(proof);
    const extra = proof.replace('index', 'extra AAAA\nindex');
    expect(failure(verifyProof(entryOf(41), extra, keys))).toBe(true);
  });

  it('fails with any byte of its head changed', () => {
    const head = proof.indexOf('\n\n');
    const whole = Buffer.from(proof);
    fc.assert(
      fc.property(fc.nat({ max: head }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(whole);
        altered[at] = (altered[at] ?? 0) ^ change;
        expect(verifyProof(entryOf(41), altered.toString('utf8'), keys).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a leaf', () => {
  const seal = (): Sealed =>
    sealLeaf(
      { type: 'decision', at: 1_790_000_000_123, record: 'dec_01hzy3v7q8r9s0t1u2v3w4x5y6', practice: null },
      [
        ['content', 'a text'],
        ['people', '{"actor":"u1"}'],
      ],
    );

  it('verifies the parts that are shown, and no other text', () => {
    const { entry, salts } = seal();
    const leaf = parseLeaf(entry);
    if (!leaf.ok) throw new Error(leaf.detail);
    const content = { salt: salts.slice(0, 22), text: 'a text' };
    const check = (parts: Parameters<typeof verifyParts>[1]) => failure(verifyParts(leaf.value, parts));
    expect(verifyParts(leaf.value, { content })).toEqual({ ok: true, value: ['people'] });
    expect(check({ content: { ...content, text: 'another' } })).toMatchObject({ fault: 'wrong_commitment' });
    expect(check({ people: content })).toMatchObject({ fault: 'wrong_commitment' });
    expect(check({ reasons: content })).toMatchObject({ fault: 'wrong_commitment' });
    expect(check({ toString: content })).toMatchObject({ fault: 'wrong_commitment' });
    expect(check({ content: { ...content, salt: '' } })).toMatchObject({ fault: 'malformed' });
  });

  it('never has the same salts twice', () => {
    const all = Array.from({ length: 2_000 }, () => seal().salts).flatMap((salts) => [
      salts.slice(0, 22),
      salts.slice(22),
    ]);
    expect(new Set(all).size).toBe(4_000);
    expect(all.every((salt) => /^[A-Za-z0-9_-]{22}$/.test(salt))).toBe(true);
  });

  it('is read in its one form', () => {
    const { entry } = seal();
    for (const altered of [
      ` ${entry}`,
      entry.replace('{', '{ '),
      entry.replace('}', ',"x":1}'),
      '[]',
      'null',
      '{',
    ])
      expect(failure(parseLeaf(altered))).toMatchObject({ fault: 'malformed' });
    expect(failure(parseLeaf('x'.repeat(5_000)))).toMatchObject({ fault: 'too_large' });
  });
});

describe('whatever comes', () => {
  it('is answered with a verdict, never with an exception', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(2 ** 53, -1, Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        bytes,
        number,
        number,
        fc.array(bytes),
        (text, raw, a, b, hashes) => {
          const verdicts: readonly Verdict<unknown>[] = [
            parseNote(raw),
            parseCheckpoint(text),
            parseProof(text),
            parseLeaf(raw),
            parseBundle(raw),
            parseVerifierKey(text),
            parseWitnessRequest(text),
            verifyInclusion(raw, a, { size: b, root: raw }, hashes),
            verifyConsistency({ size: a, root: raw }, { size: b, root: raw }, hashes),
          ];
          expect(verdicts.every(({ ok }) => typeof ok === 'boolean')).toBe(true);
          expect(parseTilePath(text)).toBe(null);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function textOf(note: string): string {
  return note.slice(0, note.indexOf('\n\n') + 1);
}
