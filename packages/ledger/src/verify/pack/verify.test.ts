import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ByteSource,
  centralDirectory,
  continueTiles,
  generateKeys,
  localHeader,
  nodesFrom,
  type PackReport,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  sealLeaf,
  signCheckpoint,
  signerFromPem,
  type TileName,
  tilePath,
  type Verdict,
  type VerifierKey,
  verifyPack,
} from '../../index.ts';
import { crc32 } from './crc32.ts';

const ORIGIN = 'localhost/safeward/pack';
const COUNT = 300;
const KEPT = 120;
const SHOWN = [7, 8, 250];

interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}
let keys: readonly VerifierKey[];
let parts: readonly Part[];
let kept: string;
let stranger: string;

beforeAll(async () => {
  const made = generateKeys();
  const signers = [made.ed25519, made.mldsa44].map((pem) => signerFromPem(ORIGIN, pem));
  keys = signers.map(({ vkey }) => trusted(vkey));
  stranger = signerFromPem(ORIGIN, generateKeys().ed25519).vkey;
  const tiles = new Map<string, Buffer>();
  const writer = await continueTiles(0, async () => Buffer.alloc(0));
  const sealed = Array.from({ length: COUNT }, (_, n) =>
    sealLeaf(
      {
        type: 'decision',
        at: 1_790_000_000_000 + n,
        record: `dec_${String(n).padStart(26, '0')}`,
        practice: null,
      },
      [
        ['answer', `answer ${n}`],
        ['people', `person ${n}`],
      ],
    ),
  );
  let early = '';
  sealed.forEach(({ entry }, n) => {
    writer.append(Buffer.from(entry));
    if (n + 1 === KEPT) early = writer.root().toString('hex');
  });
  for (const { name, bytes } of writer.take()) tiles.set(tilePath(name), bytes);
  const node = nodesFrom(async (name: TileName) => tiles.get(tilePath(name)) ?? Buffer.alloc(0), COUNT);
  const time = 1_790_000_000;
  kept = await signCheckpoint(ORIGIN, { size: KEPT, root: Buffer.from(early, 'hex') }, signers, time);
  const lines = await Promise.all(
    SHOWN.map(async (index) => {
      const { entry, salts } = sealed[index] ?? { entry: '', salts: '' };
      const proof = (await proveInclusion(node, index, COUNT)).map((hash) => hash.toString('base64'));
      const answer = { salt: salts.slice(0, 22), text: `answer ${index}` };
      return `${JSON.stringify({ index, leaf: entry, parts: { answer }, proof })}\n`;
    }),
  );
  const consistency = (await proveConsistency(node, KEPT, COUNT)).map(
    (hash) => `${hash.toString('base64')}\n`,
  );
  const checkpoint = await signCheckpoint(ORIGIN, { size: COUNT, root: writer.root() }, signers, time);
  parts = [
    ['README.txt', 'read me\n'],
    ['pack.json', '{"format":"safeward-evidence-pack@1","hidden":["people"]}\n'],
    ['log.vkey', `${keys.map(({ vkey }) => vkey).join('\n')}\n`],
    ['checkpoint', checkpoint],
    ['consistency.txt', `from ${KEPT}\n${consistency.join('')}`],
    ['records.jsonl', lines.join('')],
  ].map(([name = '', text = '']) => ({ name, bytes: Buffer.from(text) }));
});

function trusted(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (!key.ok) throw new Error(key.detail);
  return key.value;
}

function zip(files: readonly Part[]): Buffer {
  const described = files.map(({ name, bytes }) => ({ name, size: bytes.length, crc: crc32(bytes) }));
  const bodies = files.flatMap(({ bytes }, n) => [
    localHeader(described[n] ?? { name: '', size: 0, crc: 0 }),
    bytes,
  ]);
  return Buffer.concat([...bodies, centralDirectory(described)]);
}

function sourceOf(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new Error('read outside of the file');
      return bytes.subarray(offset, offset + length);
    },
  };
}
const verify = (bytes: Buffer, previous?: string): Promise<Verdict<PackReport>> =>
  verifyPack(sourceOf(bytes), { keys, previous });
/** The pack with one of its files as it is told, its sums put right. */
const altered = (name: string, change: (text: string) => string): Buffer =>
  zip(
    parts.map((part) =>
      part.name === name ? { name, bytes: Buffer.from(change(part.bytes.toString())) } : part,
    ),
  );

describe('a pack', () => {
  it('proves what it shows, and tells what it does not', async () => {
    expect(await verify(zip(parts), kept)).toMatchObject({
      ok: true,
      value: {
        origin: ORIGIN,
        size: COUNT,
        records: 3,
        types: { decision: 3 },
        shown: 3,
        withheld: 3,
        between: 241,
        continues: KEPT,
      },
    });
  });

  it('fails with any byte changed', async () => {
    const whole = zip(parts);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const bytes = Buffer.from(whole);
          bytes[at] = (bytes[at] ?? 0) ^ change;
          const verdict = await verify(bytes, kept);
          // Versions and dates of the ZIP format say nothing, and are not looked at.
          if (verdict.ok) expect(verdict.value).toMatchObject({ records: 3, shown: 3, size: COUNT });
          if (verdict.ok) expect(isIdle(whole, at)).toBe(true);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('fails wherever it is cut off', async () => {
    const whole = zip(parts);
    for (let length = 0; length < whole.length; length += 97)
      expect(await verify(whole.subarray(0, length))).toMatchObject({ ok: false, fault: 'malformed' });
  });

  it.each<[string, string, (text: string) => string, string]>([
    [
      'a part that is another',
      'records.jsonl',
      (text) => text.replace('answer 8"', 'answer 9"'),
      'wrong_commitment',
    ],
    ['a leaf that is another', 'records.jsonl', (text) => text.replace('.007Z', '.017Z'), 'not_included'],
    [
      'a record at another place',
      'records.jsonl',
      (text) => text.replace('"index":7', '"index":9'),
      'not_included',
    ],
    ['a record twice', 'records.jsonl', (text) => `${text}${text.split('\n')[0]}\n`, 'malformed'],
    [
      'a place that is no number',
      'records.jsonl',
      (text) => text.replace('"index":7', '"index":1e99'),
      'malformed',
    ],
    [
      'a proof that is too short',
      'records.jsonl',
      (text) => text.replace(/"proof":\["[^"]+",/, '"proof":['),
      'malformed',
    ],
    [
      'a proof without end',
      'records.jsonl',
      (text) => text.replace(/"proof":\[/, `"proof":[${'"A",'.repeat(60)}`),
      'malformed',
    ],
    [
      'a field of its own',
      'records.jsonl',
      (text) => text.replace('{"index"', '{"x":1,"index"'),
      'malformed',
    ],
    ['no line at all', 'records.jsonl', () => 'x', 'malformed'],
    ['a checkpoint of no size', 'checkpoint', (text) => text.replace(`\n${COUNT}\n`, '\n\n'), 'malformed'],
    [
      'a checkpoint of another size',
      'checkpoint',
      (text) => text.replace(`\n${COUNT}\n`, '\n301\n'),
      'bad_signature',
    ],
    [
      'a checkpoint of another log',
      'checkpoint',
      (text) => text.replaceAll(ORIGIN, 'other.example'),
      'wrong_origin',
    ],
    [
      'another way from the earlier checkpoint',
      'consistency.txt',
      (text) => `${text.split('\n').slice(0, 3).join('\n')}\n`,
      'malformed',
    ],
    ['a form of another version', 'pack.json', () => '{"format":"safeward-evidence-pack@2"}', 'malformed'],
    ['a proof from no size', 'consistency.txt', () => 'AAAA\n', 'malformed'],
    [
      'a proof from an earlier size without end',
      'consistency.txt',
      (text) => text + `${'A'.repeat(43)}=\n`.repeat(60),
      'malformed',
    ],
    ['no way from the earlier checkpoint', 'consistency.txt', () => '', 'not_consistent'],
  ])('with %s fails', async (_name, file, change, fault) => {
    expect(await verify(altered(file, change), kept)).toMatchObject({ ok: false, fault });
  });

  it('that was altered names the record, and its part', async () => {
    const verdict = await verify(altered('records.jsonl', (text) => text.replace('answer 8"', 'answer 9"')));
    expect(verdict).toMatchObject({ record: `dec_${'8'.padStart(26, '0')}`, part: 'answer' });
  });

  it('carries files of a later version, which are told and must be as they were packed', async () => {
    const more = { name: 'also/timestamp.tsr', bytes: Buffer.from('a token') };
    const whole = zip([...parts, more]);
    expect(await verify(whole)).toMatchObject({ ok: true, value: { unread: [more.name] } });
    whole[whole.indexOf('a token')] = 0x62;
    expect(await verify(whole)).toMatchObject({ ok: false, fault: 'malformed', what: more.name });
  });

  it('is proven by no other key', async () => {
    const verdict = await verifyPack(sourceOf(zip(parts)), { keys: [trusted(stranger)] });
    expect(verdict).toMatchObject({ ok: false, fault: 'unknown_key' });
  });
});

describe('a ZIP that no pack is', () => {
  const compressed = () => {
    const bytes = zip(parts);
    bytes.writeUInt16LE(8, bytes.indexOf(Buffer.from('504b0102', 'hex')) + 10);
    return bytes;
  };
  const huge = () => {
    const bytes = zip(parts);
    const entry = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(0xffff_fff0, entry + 20);
    bytes.writeUInt32LE(0xffff_fff0, entry + 24);
    return bytes;
  };
  it.each<[string, () => Buffer]>([
    ['compresses a file', compressed],
    ['says that a file is gigantic', huge],
    ['leads out of its folder', () => zip([...parts, { name: '../../etc/passwd', bytes: Buffer.from('x') }])],
    ['has a file of a name of its own', () => zip([{ name: 'run.js', bytes: Buffer.from('x') }, ...parts])],
    [
      'leads out of the folder for later files',
      () => zip([...parts, { name: 'also/../run.js', bytes: Buffer.from('x') }]),
    ],
    ['nests more than anybody reads', () => altered('records.jsonl', () => `${'['.repeat(100_000)}\n`)],
    ['has a file twice', () => zip([...parts, ...parts.slice(-1)])],
    ['lacks a file', () => zip(parts.slice(1))],
    ['has something in front', () => Buffer.concat([Buffer.from('MZ'), zip(parts)])],
    ['has something behind', () => Buffer.concat([zip(parts), Buffer.from('x')])],
    ['is nothing', () => Buffer.alloc(0)],
  ])('%s: it is refused', async (_name, make) => {
    expect(await verify(make())).toMatchObject({ ok: false, fault: 'malformed' });
  });
});

/** Whether a byte is one of a header that nobody reads: version, flags of the system, date, attributes. */
function isIdle(bytes: Buffer, at: number): boolean {
  const inHeader = (mark: string, idle: readonly (readonly [number, number])[]) => {
    for (
      let start = bytes.indexOf(mark, 0, 'latin1');
      start !== -1;
      start = bytes.indexOf(mark, start + 1, 'latin1')
    )
      if (idle.some(([from, to]) => at >= start + from && at < start + to)) return true;
    return false;
  };
  return (
    inHeader('PK\u0003\u0004', [
      [4, 8],
      [10, 14],
    ]) ||
    inHeader('PK\u0001\u0002', [
      [4, 10],
      [12, 16],
      [34, 42],
    ]) ||
    inHeader('PK\u0005\u0006', [
      [4, 10],
      [20, 22],
    ])
  );
}
