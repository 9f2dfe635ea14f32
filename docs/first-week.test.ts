import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printedAsShown } from './proof/expected.ts';
import { type Fence, fencesOf } from './proof/fences.ts';
import { ROOT } from './proof/pages.ts';
import { environment, temporaryFolder } from './proof/workplace.ts';

/** Runs first-week.md from an empty folder to its end, as somebody would who types it into three terminals. */
const FENCES = fencesOf(join(ROOT, 'docs/first-week.md'));

/** Commands that keep a terminal to themselves, and what each prints when it is there. */
const LASTING = [
  { command: 'npx safeward serve', ready: /Ctrl-C stops it/ },
  { command: 'node receiver.mjs', ready: /listening/ },
] as const;

const folder = temporaryFolder();
const terminals = new Map<string, ChildProcess>();
/** What the page names, and what is free here. */
const ports = new Map<string, number>();
let printed = '';

beforeAll(async () => {
  // In an empty folder `npx safeward` and `standardwebhooks` are what `npm install` would have put there.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const port of ['8080', '9099']) ports.set(port, await freePort());
});
afterAll(async () => {
  for (const command of terminals.keys()) await leave(command);
  rmSync(folder, { recursive: true, force: true });
});

describe('first-week.md', () => {
  it.each(FENCES.map((fence) => [`${fence.line} ${fence.language} ${fence.task.kind}`, fence] as const))(
    '%s',
    async (_name, fence) => {
      const file = fileOf(fence);
      if (file !== null) save(file, fence.text);
      else if (fence.task.kind === 'run by') await follow(fence);
      else expect(fence.task.kind).toBe('not run');
    },
    60_000,
  );

  it('was a week: a backtest, each stage, a hold, a guard, a webhook, and back', () => {
    const commands = FENCES.filter(({ language }) => language === 'sh').map((fence) => fence.text);
    for (const part of ['backtest', 'upload', '--shadow', '--share', '--guard', '/resolution', 'rollback'])
      expect(commands.join('\n')).toContain(part);
  });
});

function fileOf({ task }: Fence): string | null {
  return 'file' in task ? task.file : null;
}

function save(file: string, content: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, here(content));
}

/** The text of a block with the ports that are free here. */
function here(content: string): string {
  return [...ports].reduce((all, [named, free]) => all.replaceAll(named, String(free)), content);
}

async function follow({ language, text: block }: Fence): Promise<void> {
  if (language === 'text') {
    expect(printedAsShown(here(block), printed), `shown:\n${block}\nprinted:\n${printed}`).toBe(true);
    return;
  }
  const lasting = LASTING.find(({ command }) => block.startsWith(command));
  if (lasting !== undefined) return begin(lasting.command, block, lasting.ready);
  const ran = await run(block);
  printed = ran.output;
  expect(ran, ran.output).toMatchObject({ code: 0 });
}

function open(block: string): ChildProcess {
  // What one block exports the next one knows, as in a terminal.
  const script = `exec 2>&1\n[ ! -f .exported ] || . ./.exported\n${block}\nexport -p > .exported\n`;
  const env = { ...environment(), SAFEWARD_PORT: String(ports.get('8080')) };
  return spawn('bash', ['-euo', 'pipefail', '-c', here(script)], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
}

async function run(block: string): Promise<{ readonly code: unknown; readonly output: string }> {
  const shell = open(block);
  const exited = once(shell, 'exit');
  const output = shell.stdout === null ? '' : await text(shell.stdout);
  const [code] = await exited;
  return { code, output };
}

async function begin(command: string, block: string, ready: RegExp): Promise<void> {
  await leave(command);
  const shell = open(block);
  terminals.set(command, shell);
  let said = '';
  for await (const chunk of shell.stdout ?? []) {
    said += String(chunk);
    if (ready.test(said)) return void shell.stdout?.resume();
  }
  expect.unreachable(said);
}

/** Ctrl-C: it reaches everything that runs in the terminal. */
async function leave(command: string): Promise<void> {
  const shell = terminals.get(command);
  terminals.delete(command);
  if (shell?.pid === undefined || shell.exitCode !== null) return;
  const exited = once(shell, 'exit');
  process.kill(-shell.pid, 'SIGINT');
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP port was asked for');
  return address.port;
}
