import { spawnSync } from 'node:child_process';
import { createPrivateKey, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import {
  continueTiles,
  createRange,
  formatBundle,
  leafHash,
  openCheckpoint,
  parseBundle,
  parseLeaf,
  parseTilePath,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  sealLeaf,
  signCheckpoint,
  signerFromPem,
  tilePath,
  type VerifierKey,
  verifyConsistency,
  verifyInclusion,
  verifyParts,
  verifySignatures,
} from '../index.ts';
import { entryOf, logOf } from '../test-kit.ts';
import { mldsaCosignedBytes } from '../verify/signed-bytes.ts';
import vectors from './vectors.json' with { type: 'json' };

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const root = (size: number) => bytes(vectors.roots[size] ?? '');
const trusted = (vkey: string): VerifierKey => {
  const key = parseVerifierKey(vkey);
  if (!key.ok) throw new Error(key.detail);
  return key.value;
};
/** An Ed25519 private key of these 32 bytes (RFC 8410). */
const pemOf = (seed: string) =>
  createPrivateKey({
    key: Buffer.concat([bytes('302e020100300506032b657004220420'), bytes(seed)]),
    format: 'der',
    type: 'pkcs8',
  })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();

const PYTHON = spawnSync('python3', ['--version']).status === 0;
test.skipIf(!PYTHON)('the vectors are what the other program computes', () => {
  const script = fileURLToPath(new URL('make_vectors.py', import.meta.url));
  const ran = spawnSync('python3', [script], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  const file = readFileSync(new URL('vectors.json', import.meta.url), 'utf8');
  expect(JSON.parse(ran.stdout)).toEqual(JSON.parse(file));
});

describe('trees', () => {
  it('have the roots of the definition', () => {
    const range = createRange(0, []);
    const found = vectors.roots.map((_, size) => {
      if (size > 0) range.append(leafHash(entryOf(size - 1)));
      return range.root().toString('hex');
    });
    expect(found).toEqual(vectors.roots);
  });

  it('have its inclusion proofs, which verify', async () => {
    const { node } = await logOf(40);
    for (const { index, size, proof } of vectors.inclusion) {
      const made = await proveInclusion(node, index, size);
      expect(made.map((hash) => hash.toString('hex'))).toEqual(proof);
      expect(
        verifyInclusion(leafHash(entryOf(index)), index, { size, root: root(size) }, proof.map(bytes)),
      ).toEqual({ ok: true, value: true });
    }
  });

  it('have its consistency proofs, which verify', async () => {
    const { node } = await logOf(40);
    for (const { from, to, proof } of vectors.consistency) {
      const made = await proveConsistency(node, from, to);
      expect(made.map((hash) => hash.toString('hex'))).toEqual(proof);
      expect(
        verifyConsistency({ size: from, root: root(from) }, { size: to, root: root(to) }, proof.map(bytes)),
      ).toEqual({ ok: true, value: true });
    }
  });
});

describe('tiles', () => {
  it.each(vectors.paths as [number | 'entries', number, number, string][])(
    '%s %s of %s is at %s',
    (level, number, width, path) => {
      expect(tilePath({ level, number, width })).toBe(path);
      expect(parseTilePath(path)).toEqual({ level, number, width });
    },
  );

  it('of 70,000 leaves are those of the definition', async () => {
    const { size } = vectors.tiles;
    const writer = await continueTiles(0, async (name) => {
      throw new Error(`${tilePath(name)} is not asked for`);
    });
    for (let n = 0; n < size; n++) writer.append(Buffer.from(String(n)));
    const hashes = writer
      .take()
      .filter(({ name }) => name.level !== 'entries')
      .map(({ name, bytes: tile }) => [tilePath(name), sha256(tile)]);
    expect(hashes.sort()).toEqual(vectors.tiles.tiles.toSorted());
    expect(hashes).toHaveLength(274 + 2 + 1);
  });

  it('have bundles of entries as the format says', () => {
    const entries = vectors.bundle.entries.map((entry) => Buffer.from(entry));
    expect(formatBundle(entries).toString('hex')).toBe(vectors.bundle.bytes);
    expect(parseBundle(bytes(vectors.bundle.bytes))).toEqual({ ok: true, value: entries });
  });
});

describe('checkpoints', () => {
  const { origin, seed, vkey, witness_seed, witness_vkey, time, note } = vectors.checkpoint;

  it('are signed as the other program signs them, by a log and by a witness', async () => {
    const signers = [
      signerFromPem(origin, pemOf(seed)),
      signerFromPem('witness.example/w1', pemOf(witness_seed), true),
    ];
    expect(signers.map((signer) => signer.vkey)).toEqual([vkey, witness_vkey]);
    expect(await signCheckpoint(origin, { size: 40, root: root(40) }, signers, time)).toBe(note);
  });

  it('verify', () => {
    const opened = openCheckpoint(note, [trusted(vkey)]);
    if (!opened.ok) throw new Error(opened.detail);
    const { checkpoint } = opened.value;
    expect([checkpoint.size, checkpoint.root]).toEqual([40, root(40)]);
    expect(verifySignatures(checkpoint, [trusted(witness_vkey)])).toMatchObject({ value: [{ time }] });
  });
});

describe('ML-DSA-44', () => {
  const { key, vkey, name, message } = vectors.mldsa;
  it('has keys by the name that the other program gives them', () => {
    const { kind, id } = trusted(vkey);
    expect([kind, vkey.includes(`+${id}+`)]).toEqual(['mldsa44_cosignature', true]);
    expect(Buffer.from(key, 'base64')).toHaveLength(1312);
  });
  it('signs the bytes that the other program puts together', () => {
    const { origin, time } = vectors.checkpoint;
    expect(mldsaCosignedBytes(name, time, origin, { size: 40, root: root(40) }).toString('hex')).toBe(
      message,
    );
  });
});

describe('leaves', () => {
  const { salts, parts, entry } = vectors.leaf;
  it('are sealed as the other program seals them', () => {
    const leaf = {
      type: 'decision',
      at: Date.parse('2026-11-24T10:00:00Z'),
      record: 'dec_01hzy3v7q8r9s0t1u2v3w4x5y6',
      practice: `sha256:${'ab'.repeat(32)}`,
    };
    const sealed = sealLeaf(leaf, Object.entries(parts), Object.values(salts).join(''));
    expect(sealed.entry).toBe(entry);
    expect(sealed.leaf).toBe(vectors.leaf.hash);
  });
  it('are read, and their parts verify', () => {
    const leaf = parseLeaf(entry);
    if (!leaf.ok) throw new Error(leaf.detail);
    const people = { salt: salts.people, text: parts.people };
    expect(verifyParts(leaf.value, { people })).toEqual({ ok: true, value: ['content'] });
  });
});

function sha256(tile: Buffer): string {
  return hash('sha256', tile, 'hex');
}
