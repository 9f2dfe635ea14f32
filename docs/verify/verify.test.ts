import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog, type RunningServer, startServer } from '@safeward/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('verify.py', import.meta.url));
const PRACTICE = 'practice: proved\nversion: 1.0.0\nkeep: { otherwise: content, days: 30 }\nmeasures: []\n';
const CAN_RUN = ['python3', 'openssl'].every(
  (program) => spawnSync(program, ['version']).error === undefined,
);

describe.skipIf(!CAN_RUN)('verify.py', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-verify-'));
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({
      dataDir: join(folder, 'data'),
      port: 0,
      practiceFiles: [{ path: 'practice.yaml', text: PRACTICE }],
      log: createLog('silent'),
    });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${server.firstKey}`, 'content-type': 'application/json' },
    });
  async function decided(id: string): Promise<string> {
    const body = JSON.stringify({
      id,
      kind: 'post',
      at: '2026-11-24T10:00:00Z',
      actor: { id: 'a' },
      content: { text: 'hé' },
    });
    const { id: decision } = (await (await ask('/v1/decisions', { method: 'POST', body })).json()) as {
      id: string;
    };
    const until = Date.now() + 30_000;
    while ((await ask(`/v1/evidence/${decision}`)).status !== 200 && Date.now() < until);
    return decision;
  }
  const run = (...args: readonly string[]) => runPython([SCRIPT, server.url, server.firstKey ?? '', ...args]);

  it('verifies a decision, and that the log goes on, of a running server', async () => {
    await decided('one');
    const earlier = join(folder, 'earlier');
    writeFileSync(earlier, await (await ask('/log/checkpoint')).text());
    const { status, stdout } = await run(await decided('two'), earlier);
    expect(stdout).toContain('ok   its leaf is in the log');
    expect(stdout).toContain('ok   the part content is what the leaf committed to');
    expect(stdout).toMatch(/ok {3}the log of \d+ leaves goes on from that of \d+/);
    expect(stdout).toMatch(/ok {3}the ML-DSA-44 signature|the ML-DSA-44 signature is not checked/);
    expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, 'Everything holds.']);
  });

  it('refuses an earlier checkpoint that the log does not go on from', async () => {
    const decision = await decided('three');
    const forged = join(folder, 'forged');
    const text = await (await ask('/log/checkpoint')).text();
    writeFileSync(
      forged,
      text.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`),
    );
    const { status, stdout } = await run(decision, forged);
    expect([status, stdout.includes('FAIL')]).toEqual([3, true]);
  });
});

/** Beside the server, which has to answer meanwhile. */
async function runPython(
  args: readonly string[],
): Promise<{ readonly status: number | null; readonly stdout: string }> {
  const child = spawn('python3', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout })));
}
