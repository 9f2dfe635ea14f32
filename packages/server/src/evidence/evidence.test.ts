import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Disclosed,
  nodesFrom,
  openCheckpoint,
  parseLeaf,
  parseVerifierKey,
  proveConsistency,
  type TileName,
  tilePath,
  type VerifierKey,
  verifyConsistency,
  verifyParts,
  verifyProof,
} from '@safeward/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, revokeKey } from '../platform/keys/index.ts';
import {
  type Client,
  connect,
  eventually,
  someEvent,
  startTestServer,
  type TestServer,
  temporaryFolder,
} from '../test-kit/index.ts';

const PRACTICE = [
  {
    path: 'practice.yaml',
    text: `
practice: proving
version: 1.0.0
keep: { otherwise: content, days: 30 }
measures:
  - { id: wait, title: Waits, when: "text.contains('wait')", do: hold, until: reviewer }
`,
  },
];

const folder = temporaryFolder();
let gate: TestServer;
let key = '';
/** With the key of the first start. */
let client: Client;
const start = async () => {
  gate = await startTestServer({ dataDir: folder.path, practiceFiles: PRACTICE });
  if (key === '') key = gate.key;
  client = connect(gate.url, key);
};
beforeAll(async () => {
  await start();
});
afterAll(async () => {
  await gate.close();
  folder.remove();
});

interface Shown {
  readonly record: string;
  readonly type: string;
  readonly parts: Readonly<Record<string, Disclosed>>;
  readonly leaf: string;
  readonly index: number;
  readonly proof: string;
}

const text = async (path: string) => (await fetch(gate.url + path)).text();
async function trusted(): Promise<readonly VerifierKey[]> {
  return (await text('/log/vkey'))
    .trimEnd()
    .split('\n')
    .map((line) => {
      const key = parseVerifierKey(line);
      if (!key.ok) throw new Error(key.detail);
      return key.value;
    });
}
async function checkpoint() {
  const opened = openCheckpoint(await text('/log/checkpoint'), await trusted());
  if (!opened.ok) throw new Error(opened.detail);
  return opened.value;
}
const proofs = (decision: string | undefined) =>
  eventually(async () => {
    const { status, json } = await client.ask(`/v1/evidence/${decision}`);
    return status === 200 ? (json as unknown as { readonly records: readonly Shown[] }).records : null;
  });
const readTile = async (name: TileName) => {
  const response = await fetch(`${gate.url}/log/${tilePath(name)}`);
  if (response.status !== 200) throw new Error(`${tilePath(name)}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};
const everyEntry = async (): Promise<readonly string[]> => {
  const { size } = (await checkpoint()).checkpoint;
  const bundles: string[] = [];
  for (let number = 0; number * 256 < size; number++) {
    const width = Math.min(256, size - number * 256);
    bundles.push((await readTile({ level: 'entries', number, width })).toString('latin1'));
  }
  return bundles;
};

describe('a decision', () => {
  it('is proven to somebody who has the keys, and nothing else', async () => {
    const { json } = await client.decide(someEvent());
    const [shown] = await proofs(json.id);
    if (shown === undefined) throw new Error('nothing is shown');
    const leaf = Buffer.from(shown.leaf);
    const verified = verifyProof(leaf, shown.proof, await trusted());
    expect(verified).toMatchObject({ ok: true, value: { index: shown.index } });
    expect(verified.ok && verified.value.signed.map(({ key }) => key.kind)).toEqual([
      'ed25519',
      'mldsa44_cosignature',
    ]);
    const read = parseLeaf(shown.leaf);
    if (!read.ok) throw new Error(read.detail);
    expect(read.value.record).toBe(json.id);
    expect(verifyParts(read.value, shown.parts)).toEqual({ ok: true, value: [] });
    expect(JSON.parse(shown.parts.answer?.text ?? '')).toMatchObject({ id: json.id, action: 'allow' });
  });

  it('is proven with how its hold was ended', async () => {
    const { json } = await client.decide(someEvent({ content: { text: 'wait' } }));
    const body = { by: 'kim', as: 'reviewer', outcome: 'refuse' };
    expect((await client.ask(`/v1/decisions/${json.id}/resolution`, { body })).status).toBe(200);
    const shown = await proofs(json.id);
    expect(shown.map(({ type }) => type)).toEqual(['decision', 'resolution']);
    const keys = await trusted();
    expect(shown.map(({ leaf, proof }) => verifyProof(Buffer.from(leaf), proof, keys).ok)).toEqual([
      true,
      true,
    ]);
    expect(JSON.parse(shown[1]?.parts.people?.text ?? '')).toEqual({ by: 'kim' });
  });

  it('that is not there has no proof', async () => {
    const { status, json } = await client.ask(`/v1/evidence/dec_${'0'.repeat(26)}`);
    expect([status, json.code]).toEqual([404, 'no_record']);
  });
});

describe('the log', () => {
  it('has a leaf for its own beginning, practices, and keys', async () => {
    const { created } = await createKey(gate.server.database.pool, { name: 'for a test', scopes: ['read'] });
    await revokeKey(gate.server.database.pool, created.id);
    await revokeKey(gate.server.database.pool, created.id);
    const count = (all: readonly string[], type: string) => all.join('').split(`"type":"${type}"`).length - 1;
    await eventually(async () => count(await everyEntry(), 'key.revoked') > 0);
    const all = await everyEntry();
    for (const [type, times] of [
      ['log.began', 1],
      ['practice.version', 1],
      ['practice.activation', 1],
      ['key.created', 2],
      ['key.revoked', 1],
    ] as const)
      expect([type, count(all, type)]).toEqual([type, times]);
  });

  it('names nobody, and repeats nothing of what anybody wrote', async () => {
    const planted = { actor: 'person-planted', text: 'wait for planted words' };
    const { json } = await client.decide(
      someEvent({ actor: { id: planted.actor }, content: { text: planted.text } }),
    );
    await proofs(json.id);
    const all = (await everyEntry()).join('');
    expect(all).toContain(json.id);
    expect(all).not.toContain('planted');
    expect(all).not.toContain('"hold"');
  });

  it('grows, and continues what it was', async () => {
    const { checkpoint: earlier } = await checkpoint();
    for (let n = 0; n < 300; n++) void client.decide(someEvent());
    const { checkpoint: later } = await eventually(async () => {
      const now = await checkpoint();
      return now.checkpoint.size >= earlier.size + 300 ? now : null;
    });
    const proof = await proveConsistency(nodesFrom(readTile, later.size), earlier.size, later.size);
    expect(verifyConsistency(earlier, later, proof)).toEqual({ ok: true, value: true });
  });

  it.each([
    'tile/0/1',
    'tile/0/000.p/0',
    'tile/0/999',
    'tile/0/../../log-keys/ed25519.pem',
    'tile/..%2f..%2flog-keys%2fed25519.pem',
    'tile/7/000',
  ])('serves nothing but tiles: %s', async (path) => {
    expect((await fetch(`${gate.url}/log/${path}`)).status).toBe(404);
  });

  it('goes on after a restart, by the same name and keys', async () => {
    const { json } = await client.decide(someEvent());
    await gate.close();
    const keys = readFileSync(join(folder.path, 'log', 'checkpoint'), 'utf8').split('\n')[0];
    await start();
    const [shown] = await proofs(json.id);
    expect(verifyProof(Buffer.from(shown?.leaf ?? ''), shown?.proof ?? '', await trusted()).ok).toBe(true);
    expect((await checkpoint()).checkpoint.origin).toBe(keys);
    const before = (await checkpoint()).checkpoint.size;
    await proofs((await client.decide(someEvent())).json.id);
    expect((await checkpoint()).checkpoint.size).toBeGreaterThan(before);
  });
});

describe('what does not fit together', () => {
  const pool = () => gate.server.database.pool;
  const stands = async () => (await text('/log/checkpoint')).split('\n')[1];

  it('halts the log where the database comes from a backup', async () => {
    await gate.close();
    await start();
    const { rows } = await pool().query('select size, checkpoint from evidence.log');
    await proofs((await client.decide(someEvent())).json.id);
    const published = await stands();
    await pool().query('update evidence.log set size = $1, checkpoint = $2', [
      rows[0].size,
      rows[0].checkpoint,
    ]);
    const { json } = await client.decide(someEvent());
    await eventually(() => gate.logged().includes('database_behind'));
    expect(await stands()).toBe(published);
    expect((await client.ask(`/v1/evidence/${json.id}`)).json.code).toBe('not_in_log_yet');
    const after = readFileSync(join(folder.path, 'log', 'checkpoint'), 'utf8');
    await pool().query('update evidence.log set size = $1, checkpoint = $2', [Number(published), after]);
    await proofs(json.id);
  });

  it.each([
    ['cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 40))],
    ['altered', (path: string) => writeFileSync(path, readFileSync(path).fill(7, 0, 8))],
    ['gone', (path: string) => rmSync(path)],
  ])('halts the log at start where a tile is %s', async (_name, damage) => {
    await gate.close();
    const size = Number(readFileSync(join(folder.path, 'log', 'checkpoint'), 'utf8').split('\n')[1]);
    const last = { level: 0, number: Math.floor(size / 256), width: size % 256 };
    const path = join(folder.path, 'log', tilePath(last));
    const sound = readFileSync(path);
    damage(path);
    await start();
    const { json } = await client.decide(someEvent());
    await eventually(() => gate.logged().includes('tiles_missing'));
    expect(await stands()).toBe(String(size));
    writeFileSync(path, sound);
    await proofs(json.id);
  });
});
