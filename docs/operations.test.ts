import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@safeward/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fencesOf } from './proof/fences.ts';
import { ROOT } from './proof/pages.ts';
import { startDocumentedServer, temporaryFolder } from './proof/workplace.ts';

const EVENT = {
  id: 'kept-1',
  kind: 'message',
  at: '2026-11-24T10:00:00Z',
  actor: { id: 'sam', age: { band: 'adult' } },
  target: { id: 'kim', age: { band: '13_15' } },
  relationship: { connected: false },
  content: { text: 'hello' },
};
const BASE = '/v1/decisions';

describe('what operations.md says', () => {
  const folder = temporaryFolder();
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
  let key = '';
  let id = '';

  beforeAll(async () => {
    const server = await startDocumentedServer(data);
    key = server.key ?? '';
    const answer = await fetch(server.url + BASE, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(EVENT),
    });
    ({ id } = (await answer.json()) as { readonly id: string });
    await server.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('a copy of the data folder of a stopped server has its decisions and keys', async () => {
    expect(spawnSync('cp', ['-a', data, copy]).status).toBe(0);
    const server = await startDocumentedServer(copy);
    try {
      expect(server.key).toBeNull();
      const answer = await fetch(`${server.url}${BASE}/${id}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(await answer.json()).toMatchObject({ id, event: EVENT.id, action: 'hold' });
    } finally {
      await server.stop();
    }
  });

  it('what is due is deleted, evidence included', async () => {
    const statements = fencesOf(join(ROOT, 'docs/operations.md')).filter(
      ({ language }) => language === 'sql',
    );
    expect(statements.length).toBe(1);
    const [remove = ''] = statements.map(({ text }) => text);
    const database = await openDatabase({ dataDir: data });
    try {
      const stored = async () => (await database.pool.query('select id from gate.decision')).rows;
      await database.pool.query(remove);
      expect(await stored()).toEqual([{ id }]);
      await database.pool.query(`update gate.decision set keep_until = now() - interval '1 second'`);
      await database.pool.query(remove);
      expect(await stored()).toEqual([]);
    } finally {
      await database.close();
    }
  });
});
