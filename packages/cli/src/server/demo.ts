import { createKey, listKeys, type RunningServer, revokeKey } from '@safeward/server';
import { isProduction } from '../config/unsafe.ts';
import { demoEvents } from '../demo/events.ts';
import { connectGate } from '../demo/gate.ts';
import { formatHeading } from '../demo/line.ts';
import { play } from '../demo/play.ts';
import { formatFarewell, formatLegend, formatPlayed } from '../demo/report.ts';
import { Mistake } from '../mistake.ts';
import { createSummary } from '../output/summary.ts';
import { lineWidth, paint, print, say, whenOutputCloses, width } from '../terminal.ts';
import { type StartOptions, start } from './start.ts';
import { stop, stopRequested } from './until-stopped.ts';

export interface DemoOptions extends StartOptions {
  readonly json?: true;
}

const KEY_NAME = 'demo';

/** Shows Safeward at work, then keeps serving until it is asked to stop. */
export async function demo(options: DemoOptions): Promise<void> {
  if (isProduction(options))
    throw new Mistake('The demonstration records events that nobody sent: it is not for production.');
  const json = options.json === true;
  const stopped = new AbortController();
  const stopping = stopRequested();
  void stopping.requested.then(() => stopped.abort());
  // Whoever stops reading (`npm start | head`) is done with the demonstration: the database is still closed properly.
  whenOutputCloses(stopping.request);

  const began = performance.now();
  say(paint('bold', 'Safeward decides every interaction before it is delivered.', process.stderr));
  say(`Starting the database and the server in ${options.data} …`);
  const server = await start(options, { logLevel: 'warn', onProgress: (message) => say(`  ${message} …`) });
  try {
    const key = await renewKey(server);
    say(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    await showHour(server, key, { json, stopped: stopped.signal });
    if (!stopped.signal.aborted) await print(farewell(server, key, json));
    await stopping.requested;
  } finally {
    await stop(server, say);
  }
}

function farewell({ url, dataDir, firstKey }: RunningServer, key: string, json: boolean): string {
  return json
    ? `${JSON.stringify({ url, key, data: dataDir })}\n`
    : formatFarewell({ url, key, firstKey, dataDir }, width());
}

async function showHour(
  server: RunningServer,
  key: string,
  { json, stopped }: { readonly json: boolean; readonly stopped: AbortSignal },
): Promise<void> {
  const gate = connectGate(server.url, key);
  const events = demoEvents();
  const again = events[0] !== undefined && (await gate.knows(events[0]));
  say(
    again
      ? `The ${events.length} events of the demonstration were decided before: each gets its recorded decision again.\n`
      : `An hour of an invented service, ${events.length} events, under ${server.practice.split('#')[0]}:\n`,
  );
  if (!json) await print(`${formatLegend(width())}\n${formatHeading({ width: lineWidth() })}\n`);
  const summary = createSummary();
  const paced = !again && process.stdout.isTTY;
  const played = await play(gate, events, { json, paced, summary, stopped });
  if (!json) await print(formatPlayed(summary, played, { again, width: width() }));
}

/** The key of this start; the last start's is revoked, since nobody can have kept it but by copying. */
async function renewKey({ database: { pool } }: RunningServer): Promise<string> {
  for (const { id, name, revoked_at } of await listKeys(pool)) {
    if (name === KEY_NAME && revoked_at === null) await revokeKey(pool, id);
  }
  const { key } = await createKey(pool, { name: KEY_NAME, scopes: ['decide', 'read', 'explain'] });
  return key;
}
