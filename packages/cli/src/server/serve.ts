import type { RunningServer } from '@safeward/server';
import { shortLabel } from '../output/words.ts';
import { paint, print, printJson, say, whenOutputCloses } from '../terminal.ts';
import { curlFor } from './curl.ts';
import { type StartOptions, start } from './start.ts';
import { stop, stopRequested } from './until-stopped.ts';

export interface ServeOptions extends StartOptions {
  readonly json?: true;
}

/** Starts the service and resolves when it was asked to stop and has stopped. */
export async function serve(options: ServeOptions): Promise<void> {
  const stopping = stopRequested();
  // Whoever took the first line (`serve --json | head -1`) wants the service to go on.
  whenOutputCloses(() => {});
  // A program that reads the first line reads the log as well, if anything; words would only break it.
  const tell = options.json ? () => {} : say;
  tell(`Starting Safeward in ${options.data} …`);
  const server = await start(options, {
    logLevel: options.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info'),
    onProgress: (message) => tell(`  ${message} …`),
  });
  try {
    if (options.json) await printJson({ url: server.url, key: server.firstKey, data: server.dataDir });
    else await print(describe(server, options));
    await stopping.requested;
  } finally {
    await stop(server, tell);
  }
}

function describe(server: RunningServer, { keyFile, shadow }: ServeOptions): string {
  const { url, firstKey, practice, dataDir } = server;
  const rows = [
    ['address', url],
    ['API', `${url}/docs`],
    ['practice', shortLabel(practice)],
    ['data', dataDir],
    ['key', firstKey ?? 'made on the first start; `npx safeward keys create --name NAME` makes another'],
  ];
  const written = firstKey !== null && keyFile !== undefined ? `It is also in ${keyFile}. ` : '';
  const once = firstKey === null ? '' : `\n${written}This key can do everything, and is shown only now.\n`;
  const lines = rows
    .map(([name = '', value = '']) => `  ${paint('dim', name.padEnd(9))} ${value}\n`)
    .join('');
  const ready = shadow
    ? paint('yellow', 'Safeward decides every event, without effect: every answer is allow (--shadow).')
    : paint('green', 'Safeward decides every event before it is delivered.');
  return `${ready}\n${lines}${once}\nTry it:\n${curlFor(url, firstKey)}\n\nCtrl-C stops it.\n`;
}
