import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test-kit/index.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { DataFolderInUse, lockDataFolder, lockHolder } from './lock.ts';
import { processIdentity } from './process-identity.ts';

let temporary: ReturnType<typeof temporaryFolder>;
let folder: DataFolder;
beforeEach(() => {
  temporary = temporaryFolder();
  folder = openDataFolder(temporary.path);
});
afterEach(() => temporary.remove());

/** The number of a process that is certainly over. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock on a data folder', () => {
  it('keeps a second one out, naming folder and process', () => {
    const lock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
    expect(() => lockDataFolder(folder)).toThrow(`${folder.path} is in use`);
    expect(() => lockDataFolder(folder)).toThrow(`pid ${process.pid}`);
    lock.release();
  });

  it('is free again when it was released', () => {
    lockDataFolder(folder).release();
    lockDataFolder(folder).release();
    expect(readdirSync(folder.path)).toEqual(['spool']);
  });

  it('does not release what is no longer its own', () => {
    const lock = lockDataFolder(folder);
    writeFileSync(folder.lock, JSON.stringify({ pid: 1, began: 'another' }));
    lock.release();
    expect(existsSync(folder.lock)).toBe(true);
  });

  it.each<[string, () => string]>([
    ['of a process that is over', () => JSON.stringify({ pid: deadPid(), began: 'long ago' })],
    [
      'of a process whose number was given to another',
      () => JSON.stringify({ pid: process.pid, began: 'before' }),
    ],
    ['that was cut off', () => '{"pid": 12'],
    ['that is empty', () => ''],
    ['that says something else', () => '{"pid":"one","began":1}'],
  ])('takes over a lock %s', (_name, text) => {
    writeFileSync(folder.lock, text());
    expect(lockHolder(folder)).toBeNull();
    const lock = lockDataFolder(folder);
    expect(lockHolder(folder)).toEqual({ pid: process.pid, began: processIdentity(process.pid) });
    lock.release();
    expect(readdirSync(folder.path)).toEqual(['spool']);
  });

  it('goes to exactly one of many processes that find a dead one at once', async () => {
    writeFileSync(folder.lock, JSON.stringify({ pid: deadPid(), began: 'long ago' }));
    const script = `
      import { openDataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)};
      import { lockDataFolder } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
      const folder = openDataFolder(${JSON.stringify(folder.path)});
      process.stdout.write('ready\\n');
      process.stdin.once('data', () => {
        try { lockDataFolder(folder); process.stdout.write('taken\\n'); }
        catch { process.stdout.write('refused\\n'); }
      });
      process.stdin.once('end', () => process.exit(0));
    `;
    const racers = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const said = racers.map(() => '');
    racers.forEach((racer, n) => {
      racer.stdout.setEncoding('utf8').on('data', (text: string) => {
        said[n] += text;
      });
    });
    const untilAll = async (word: RegExp) => {
      while (!said.every((text) => word.test(text))) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await untilAll(/ready/);
    for (const racer of racers) racer.stdin.write('go\n');
    await untilAll(/taken|refused/);
    expect(said.filter((text) => text.includes('taken'))).toHaveLength(1);
    const winner = racers[said.findIndex((text) => text.includes('taken'))];
    expect(JSON.parse(readFileSync(folder.lock, 'utf8'))).toMatchObject({ pid: winner?.pid });
    const gone = racers.map((racer) => once(racer, 'exit'));
    for (const racer of racers) racer.stdin.end();
    await Promise.all(gone);
  });
});

describe('the identity of a process', () => {
  it('stays the same while it runs, and is none when it is over', () => {
    expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
    expect(processIdentity(process.pid)).not.toBeNull();
    expect(processIdentity(deadPid())).toBeNull();
  });
});
