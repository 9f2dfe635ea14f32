import { crc32 } from 'node:zlib';
import {
  centralDirectory,
  continueTiles,
  generateKeys,
  localHeader,
  nodesFrom,
  PACK_FORMAT,
  type Parts,
  proveInclusion,
  SALT_LENGTH,
  type Sealed,
  sealLeaf,
  signCheckpoint,
  signerFromPem,
  type TileName,
  tilePath,
} from '@safeward/ledger';

const PRACTICE = `sha256:${'a'.repeat(64)}`;
const BEGAN = 1_790_000_000_000;

/** A pack of decisions as large as real ones, each so many places of its log after the one before, and its log's key. */
export async function inventPack(
  records: number,
  apart: number,
): Promise<{ readonly pack: Buffer; readonly vkey: string }> {
  const signer = signerFromPem('localhost/safeward/bench', generateKeys().ed25519);
  const tiles = new Map<string, Buffer>();
  const writer = await continueTiles(0, async () => Buffer.alloc(0));
  const size = records * apart;
  const sealed: Sealed[] = [];
  for (let n = 0; n < size; n++) {
    if (n % apart !== 0) {
      writer.append(Buffer.from(`another ${n}`));
      continue;
    }
    const one = sealLeaf(
      { type: 'decision', at: BEGAN + n, record: idOf(n), practice: PRACTICE },
      partsOf(n),
    );
    writer.append(Buffer.from(one.entry));
    sealed.push(one);
  }
  for (const { name, bytes } of writer.take()) tiles.set(tilePath(name), bytes);
  const node = nodesFrom(async (name: TileName) => tiles.get(tilePath(name)) ?? Buffer.alloc(0), size);
  const lines: Buffer[] = [];
  for (const [n, one] of sealed.entries()) lines.push(await lineOf(n * apart, one));
  const head = { size, root: writer.root() };
  const checkpoint = await signCheckpoint(signer.name, head, [signer], BEGAN / 1_000);

  async function lineOf(index: number, { entry, salts }: Sealed): Promise<Buffer> {
    const parts = partsOf(index).map(
      ([name, text], n) =>
        [name, { salt: salts.slice(n * SALT_LENGTH, (n + 1) * SALT_LENGTH), text }] as const,
    );
    const proof = (await proveInclusion(node, index, size)).map((hash) => hash.toString('base64'));
    return Buffer.from(
      `${JSON.stringify({ index, leaf: entry, parts: Object.fromEntries(parts), proof })}\n`,
    );
  }

  const files = [
    ['README.txt', Buffer.from('Invented, to be measured.\n')],
    ['pack.json', Buffer.from(JSON.stringify({ format: PACK_FORMAT }))],
    ['log.vkey', Buffer.from(`${signer.vkey}\n`)],
    ['checkpoint', Buffer.from(checkpoint)],
    ['consistency.txt', Buffer.alloc(0)],
    ['records.jsonl', Buffer.concat(lines)],
  ] as const;
  const described = files.map(([name, bytes]) => ({ name, size: bytes.length, crc: crc32(bytes) }));
  const bodies = files.flatMap(([name, bytes]) => [
    localHeader({ name, size: bytes.length, crc: crc32(bytes) }),
    bytes,
  ]);
  return { pack: Buffer.concat([...bodies, centralDirectory(described)]), vkey: signer.vkey };
}

function idOf(n: number): string {
  return `dec_${String(n).padStart(26, '0')}`;
}

function partsOf(n: number): Parts {
  const answer = {
    id: idOf(n),
    event: `msg-${n}`,
    action: 'hold',
    until: 'recipient',
    reasons: [
      {
        measure: 'contact.unconnected',
        harm: 'grooming',
        title: 'Nobody a child is not connected with can message them unasked',
        because: 'target.child && !relationship.connected',
        saw: { 'target.age.band': '13_15', 'relationship.connected': false },
        refs: ['ICU F1'],
      },
    ],
    tell: { actor: 'This person only hears from people they know.' },
    practice: `uk-children@1.2.0#${PRACTICE}`,
  };
  const event = {
    kind: 'message',
    at: '2026-11-24T10:00:00Z',
    actor: { age: { band: 'adult', assurance: 'estimated' } },
    target: { age: { band: '13_15', assurance: 'declared' } },
    audience: 'direct',
    relationship: { connected: false },
  };
  const content = { hash: 'b'.repeat(64), content: { text: `hello, this is message ${n}` }, context: null };
  return [
    ['answer', JSON.stringify(answer)],
    ['content', JSON.stringify(content)],
    ['event', JSON.stringify(event)],
    ['history', 'null'],
    ['people', JSON.stringify({ event: `msg-${n}`, actor: `u${n}`, target: 'kim', conversation: 'c9' })],
  ];
}
