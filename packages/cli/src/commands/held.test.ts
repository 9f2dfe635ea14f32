import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { type Running, safeward, startSafeward } from '../testing/safeward.ts';

/** Beside a running server, as a reviewer at a terminal would. */
const data = join(temporaryFolder(), 'data');
let running: Running;
let held = '';

const DATA = ['--data', data];

beforeAll(async () => {
  running = startSafeward(['serve', '--port', '0', '--json', ...DATA]);
  const { url, key } = JSON.parse(await running.line(/^\{/)) as { url: string; key: string };
  const event = {
    id: 'first-word',
    kind: 'message',
    at: '2026-11-24T10:00:00Z',
    actor: { id: 'sam', age: { band: 'adult' } },
    target: { id: 'kim', age: { band: '13_15' } },
    relationship: { connected: false },
    content: { text: 'hello' },
  };
  const answer = await fetch(`${url}/v1/decisions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  held = ((await answer.json()) as { id: string }).id;
});
afterAll(async () => {
  running.child.kill('SIGTERM');
  await running.ended;
});

it('what is held is listed, ended once, and then listed no more', async () => {
  const listed = await safeward(['held', 'list', ...DATA]);
  expect(listed.stdout).toMatch(/^decision .*\n.*first-word\n$/);
  expect(listed.stdout).toContain(held);
  const asJson = await safeward(['held', 'list', '--json', '--until', 'recipient', ...DATA]);
  expect(JSON.parse(asJson.stdout)).toMatchObject({ held: [{ id: held, action: 'hold' }] });

  const words = ['--by', 'kim', '--note', 'an aunt', '--json', ...DATA];
  const released = await safeward(['held', 'release', held, ...words]);
  expect(JSON.parse(released.stdout)).toMatchObject({
    decision: held,
    resolution: { by: 'kim', as: 'reviewer', outcome: 'release', note: 'an aunt' },
  });
  const refused = await safeward(['held', 'refuse', held, ...DATA]);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('was ended before: “release” by the reviewer');
  expect((await safeward(['held', 'list', ...DATA])).stdout).toBe('Nothing is held.\n');
});

it('what is no hold is not ended', async () => {
  const { code, stderr } = await safeward(['held', 'release', 'dec_00000000000000000000000000', ...DATA]);
  expect(code).toBe(2);
  expect(stderr).toContain('There is no decision dec_0');
});
