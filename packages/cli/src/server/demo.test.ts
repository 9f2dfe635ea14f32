import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS } from '@safeward/engine';
import { afterAll, describe, expect, it } from 'vitest';
import { demoEvents } from '../demo/events.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { type Running, startSafeward } from '../testing/safeward.ts';

/** What `npm start` runs, twice over the same folder. */

const folder = temporaryFolder();
const DATA = join(folder, 'data');
const EVENTS = demoEvents().length;
const HAS_CURL = spawnSync('curl', ['--version']).status === 0;

const started: Running[] = [];

afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL');
});

function demo(...args: readonly string[]): Running {
  const running = startSafeward(['demo', '--port', '0', '--data', DATA, ...args]);
  started.push(running);
  return running;
}

async function endsCleanly(running: Running): Promise<void> {
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(existsSync(join(DATA, 'postgres/postmaster.pid'))).toBe(false);
  expect(existsSync(join(DATA, 'safeward.lock'))).toBe(false);
}

/** The first column of each row of the summary: the action, and how often. */
function countsIn(stdout: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    ACTIONS.map((action) => [action, Number(new RegExp(`^ {2}${action} +(\\d+) `, 'm').exec(stdout)?.[1])]),
  );
}

let decidedByCurl: string | undefined;

describe('the first time', () => {
  let running: Running;

  it('shows every decision on one line, with who, what, action, measure and why', async () => {
    running = demo();
    await running.line(/^Next: /);
    const lines = running
      .stdout()
      .split('\n')
      .filter((line) => /^\d\d:\d\d {2}/.test(line));
    expect(lines).toHaveLength(EVENTS);
    for (const line of lines) expect(line).toMatch(/ (allow|nudge|limit|hold|block) +\d+\.\d/);
    for (const line of lines.filter((text) => !/ allow +\d/.test(text)))
      expect(line).toMatch(/ \d+\.\d {2}[a-z_]+(\.[a-z_0-9]+)+: [A-Z].{20}/);
  });

  it('sums up what it decided', () => {
    const counts = countsIn(running.stdout());
    for (const action of ACTIONS) expect(counts[action]).toBeGreaterThan(0);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(EVENTS);
    expect(running.stdout()).toMatch(
      new RegExp(`^${EVENTS} events in \\d+\\.\\d s, each recorded on disk`, 'm'),
    );
  });

  it('says where it is, and shows the first key', () => {
    const stdout = running.stdout();
    expect(stdout).toMatch(
      /^ {2}address +http:\/\/127\.0\.0\.1:\d+ \(http:\/\/127\.0\.0\.1:\d+\/docs describes the API\)$/m,
    );
    expect(stdout).toMatch(/^ {2}key +sw_[0-9a-f]{12}_[\w-]{43} /m);
    expect(stdout).toMatch(/^ {2}first key +sw_[0-9a-f]{12}_[\w-]{43} /m);
    expect(stdout).toContain(`  data       ${DATA} `);
  });

  it.skipIf(!HAS_CURL)('prints one curl that works as it stands', () => {
    const command = /\nAsk it yourself:\n([\s\S]*?)\n\n/.exec(running.stdout())?.[1] ?? '';
    const { status, stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as { id: string; action: string; until: string };
    expect(answer).toMatchObject({ action: 'hold', until: 'recipient', record: expect.objectContaining({}) });
    decidedByCurl = answer.id;
  });

  it('keeps serving until Ctrl-C', async () => {
    running.child.kill('SIGINT');
    await endsCleanly(running);
    expect(running.stderr()).toMatch(/\nStopping: .*\nStopped\.\n$/);
  });
});

describe('the second time', () => {
  it('shows the recorded decisions again, under a new key, and has kept the others', async () => {
    const running = demo('--json');
    const last = JSON.parse(await running.line(/^\{"url"/)) as { url: string; key: string; data: string };
    const decisions = running
      .stdout()
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { id: string; event: string });
    expect(decisions.map(({ event }) => event)).toEqual(demoEvents().map(({ id }) => id));
    expect(new Set(decisions.map(({ id }) => id)).size).toBe(EVENTS);
    expect(last).toEqual({ url: expect.any(String), key: expect.stringMatching(/^sw_/), data: DATA });
    expect(running.stderr()).toContain(`The ${EVENTS} events of the demonstration were decided before`);
    if (decidedByCurl !== undefined) {
      const headers = { authorization: `Bearer ${last.key}` };
      expect((await fetch(`${last.url}/v1/decisions/${decidedByCurl}`, { headers })).status).toBe(200);
    }
    running.child.kill('SIGTERM');
    await endsCleanly(running);
  });

  it('ends by itself where nobody looks any more, and puts everything away', async () => {
    const running = demo();
    await running.line(/^\d\d:\d\d {2}/);
    running.child.stdout?.destroy();
    await endsCleanly(running);
  });
});
