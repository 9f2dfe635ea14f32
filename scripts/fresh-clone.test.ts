import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A fresh clone of what is committed, with nothing but the machine's own Node and npm. It installs everything anew,
 * which needs the network and half a minute: a long mode.
 */
const LONG = process.env.SAFEWARD_LONG === '1';
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MINUTES = 60_000;

/** Without what the packages installed here have put on the path, a newer Node among them. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);

describe.skipIf(!LONG)('a fresh clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-clone-'));
  const clone = join(folder, 'safeward');

  beforeAll(() => {
    chmodSync(folder, 0o711);
    const cloned = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone], {
      encoding: 'utf8',
    });
    expect(cloned.stderr).toBe('');
  });

  const groups: number[] = [];

  afterAll(() => {
    for (const group of groups) killGroup(group);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs `npm start` until it says what to do next, then Ctrl-C. */
  async function start(): Promise<string> {
    const npm = spawn('npm', ['start', '--', '--port', '0'], {
      cwd: clone,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, for a terminal sends Ctrl-C to all that runs in it: npm, its shell, and the command.
      detached: true,
    });
    const group = -(npm.pid ?? Number.NaN);
    groups.push(group);
    let output = '';
    let asked = false;
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (asked || !/^Next: /m.test(output)) return;
        asked = true;
        process.kill(group, 'SIGINT');
      });
    }
    await once(npm, 'close');
    return output;
  }

  it(
    'reaches its summary by `npm start`, and stops cleanly',
    async () => {
      const output = await start();
      expect(output).toMatch(/^Installing packages … /m);
      expect(output).toMatch(/^Installed in \d+ s\.$/m);
      expect(output).toMatch(/^\d+ events in \d+\.\d s, each recorded on disk/m);
      expect(output).toMatch(/^Stopped\.$/m);
      expect(existsSync(join(clone, 'data/safeward.lock'))).toBe(false);
    },
    5 * MINUTES,
  );

  it(
    'installs nothing the second time, and has kept its data',
    async () => {
      const output = await start();
      expect(output).not.toContain('Installing');
      expect(output).toMatch(/^The \d+ events of the demonstration were decided before/m);
    },
    MINUTES,
  );

  it(
    'has the command by `npx safeward`, without anything else to install',
    () => {
      const ran = spawnSync('npx', ['--no-install', 'safeward', 'practice', 'test', 'practices/starter'], {
        cwd: clone,
        encoding: 'utf8',
        env: { ...process.env, PATH },
      });
      expect({ status: ran.status, stdout: ran.stdout }).toEqual({
        status: 0,
        stdout: expect.stringMatching(
          /^All hold for starter@\d+\.\d+\.\d+ \([0-9a-f]{12}\): \d+ tests passed, 0 failed\.\n$/,
        ),
      });
    },
    MINUTES,
  );

  it('leaves nothing behind that git would see', () => {
    const status = spawnSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' });
    expect(status.stdout).toBe('');
  });
});

/** Gone already where all went well. */
function killGroup(group: number): void {
  try {
    process.kill(group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
