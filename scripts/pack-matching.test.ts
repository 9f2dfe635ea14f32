import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from './pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'safeward-packed-matching-'));
const [, snippet = ''] =
  /```js[^\n]*\n([\s\S]*?)```/.exec(readFileSync(join(root, 'packages/matching/README.md'), 'utf8')) ?? [];

beforeAll(() => {
  writeFileSync(join(home, 'package.json'), '{"private":true,"type":"module"}');
  const tarball = pack('matching', join(home, 'tarballs'));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd: home });
}, 120_000);
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Every Node on the path that is not the one that the lockfile pins. */
function otherNodes(): readonly string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter(existsSync)
    .slice(0, 1);
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

describe('matching, installed from its tarball', () => {
  it.each([process.execPath, ...otherNodes()])('runs its README’s snippet under %s', (node) => {
    writeFileSync(join(home, 'snippet.mjs'), snippet);
    expect(execFileSync(node, ['snippet.mjs'], { cwd: home, encoding: 'utf8' })).toBe(
      '64 true [ { id: 0, distance: 1 } ]\n[]\n',
    );
  });

  it.skipIf(CHROMIUM === undefined)('runs it in a page and in a worker of a browser', async () => {
    const code = snippet.replace("'@safeward/matching'", "'/index.js'");
    // The page is not loaded before this is answered, and that is when the worker has said all.
    let loaded = (): void => {};
    const page = createServer(({ url = '/' }, answer) => {
      if (url === '/waits.png') loaded = () => void answer.writeHead(404).end();
      else if (url === '/done') {
        answer.writeHead(204).end();
        loaded();
      } else if (url === '/worker.js')
        answer
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(code.replace(/console\.log\((.*)\);/g, 'postMessage([$1]);'));
      else if (url.endsWith('.js'))
        answer
          .writeHead(200, { 'content-type': 'text/javascript' })
          .end(readFileSync(join(home, 'node_modules/@safeward/matching/dist', url)));
      else answer.writeHead(200, { 'content-type': 'text/html' }).end(browserPage(code));
    }).listen(0, '127.0.0.1');
    await once(page, 'listening');
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ];
    const browser = spawn(
      CHROMIUM ?? '',
      [
        ...flags,
        `--user-data-dir=${join(home, 'chromium')}`,
        '--virtual-time-budget=20000',
        '--dump-dom',
        `http://127.0.0.1:${(page.address() as AddressInfo).port}/`,
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let dom = '';
    browser.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      dom += chunk;
    });
    await once(browser, 'close');
    page.close();
    const lines = '[64,true,[{"id":0,"distance":1}]][[]]';
    expect(dom).toContain(`<title>${lines}|${lines}</title>`);
  });
});

/** What the snippet prints goes into the title, and then what it prints in a worker. */
function browserPage(code: string): string {
  const kept = code.replaceAll('console.log(', 'keep(');
  return `<!doctype html><meta charset="utf-8"><title></title><script type="module">
const keep = (...said) => { document.title += JSON.stringify(said); };
${kept}
document.title += '|';
const worker = new Worker('/worker.js', { type: 'module' });
let left = 2;
worker.onmessage = ({ data }) => {
  document.title += JSON.stringify(data);
  if (--left === 0) fetch('/done');
};
</script><img src="/waits.png">`;
}
