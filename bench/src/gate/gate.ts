import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import { readPractice } from '../input/starter.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import type { StartBare } from './bare/bare.ts';
import { closedLoop } from './load/closed.ts';
import { type Connection, connectAll } from './load/connection.ts';
import type { Load } from './load/load.ts';
import { type OpenLoad, openLoop } from './load/open.ts';
import type { StartOurs } from './ours.ts';
import { reportGate } from './report.ts';
import { makeTraffic, type NextRequest, requestsFor, type Traffic } from './requests.ts';
import type { Kept, Ready } from './side/protocol.ts';
import { forkSide, type Side } from './side/side.ts';
import type { GateSize, Pair } from './size.ts';

const SIZE: GateSize = {
  connections: 48,
  pairs: 6,
  rate: 1_000,
  openPairs: 3,
  events: 2_000,
  practiceFiles: readPractice,
};
const DEFAULT_SECONDS = 50;
/** In the open loop a connection is there for whoever is due, unless the server is far behind. */
const OPEN_CONNECTIONS = 128;

/** A server under load: its requests, its connections, and how many answers it owes us a record for. */
interface Lane {
  readonly next: NextRequest;
  readonly closed: readonly Connection[];
  readonly open: readonly Connection[];
  acknowledged: number;
}

/**
 * Measures the real server beside a bare handler that group-commits the same bytes, in turns.
 *
 * @throws {CannotMeasure} where requests were refused, or records are missing, or Ctrl-C was pressed
 */
export async function benchGate(options: Options, say: Progress, size: GateSize = SIZE): Promise<Report> {
  const practiceFiles = size.practiceFiles();
  const traffic = makeTraffic(practiceFiles, size.events, options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-'));
  // Where this runs as root, the databases run as another account and have to reach their own folders inside.
  chmodSync(folder, 0o711);
  const sides = {
    ours: forkSide<StartOurs>(new URL('./ours.ts', import.meta.url)),
    bare: forkSide<StartBare>(new URL('./bare/bare.ts', import.meta.url)),
  };
  const connections: Connection[] = [];
  try {
    return await unlessInterrupted(measure());
  } finally {
    // A server that is asked to stop waits for those who are connected.
    for (const connection of connections) connection.close();
    await Promise.all([sides.ours.letGo(), sides.bare.letGo()]);
    rmSync(folder, { recursive: true, force: true });
  }

  async function measure(): Promise<Report> {
    say('starting the server and its peer …');
    const ours = await sides.ours.start({ dataDir: join(folder, 'ours'), practiceFiles });
    const bare = await sides.bare.start({ dataDir: join(folder, 'bare'), expected: traffic.expected });
    const lanes = { ours: await openLane(ours, traffic, size), bare: await openLane(bare, traffic, size) };
    for (const lane of [lanes.ours, lanes.bare]) connections.push(...lane.closed, ...lane.open);
    const seconds = options.seconds ?? DEFAULT_SECONDS;
    const closed = await closedPairs(lanes, size, seconds * 0.6, say);
    const open = await openPairs(lanes, size, seconds * 0.4, say);
    say('counting what was recorded, and stopping …');
    const kept = { ours: await finish(lanes.ours, sides.ours), bare: await finish(lanes.bare, sides.bare) };
    return reportGate({ options, size, traffic, closed, open, kept });
  }
}

/** Ctrl-C ends the work, so that what was started can still be stopped and removed. */
async function unlessInterrupted<T>(work: Promise<T>): Promise<T> {
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  const interrupt = (): void => reject(new CannotMeasure('Interrupted.'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  }
}

async function openLane(side: Ready, traffic: Traffic, size: GateSize): Promise<Lane> {
  return {
    next: requestsFor(traffic, side),
    closed: await connectAll(side.url, size.connections),
    open: await connectAll(side.url, OPEN_CONNECTIONS),
    acknowledged: 0,
  };
}

/** Rounds in turns, and within each pair now the one first, now the other; the first pair warms up. */
async function closedPairs(
  lanes: Pair<Lane>,
  { pairs, connections }: GateSize,
  seconds: number,
  say: Progress,
): Promise<readonly Pair<Load>[]> {
  const each = seconds / (2 * (pairs + 1));
  const found: Pair<Load>[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    say(`${pair === 0 ? 'warm-up' : `pair ${pair} of ${pairs}`}: ${connections} connections …`);
    const loads = await inTurn(pair, (name) =>
      played(lanes[name], (lane) => closedLoop(lane.closed, lane.next, each)),
    );
    if (pair > 0) found.push(loads);
  }
  return found;
}

async function openPairs(
  lanes: Pair<Lane>,
  { openPairs: pairs, rate }: GateSize,
  seconds: number,
  say: Progress,
): Promise<readonly Pair<OpenLoad>[]> {
  const each = { rate, seconds: seconds / (2 * pairs) };
  const found: Pair<OpenLoad>[] = [];
  for (let pair = 1; pair <= pairs; pair++) {
    say(`pair ${pair} of ${pairs}: ${rate} requests a second …`);
    found.push(
      await inTurn(pair, (name) => played(lanes[name], (lane) => openLoop(lane.open, lane.next, each))),
    );
  }
  return found;
}

async function inTurn<L>(pair: number, play: (name: keyof Pair<L>) => Promise<L>): Promise<Pair<L>> {
  if (pair % 2 === 0) return { ours: await play('ours'), bare: await play('bare') };
  const bare = await play('bare');
  return { ours: await play('ours'), bare };
}

/** A figure from refused requests would be none. */
async function played<L extends Load>(lane: Lane, play: (lane: Lane) => Promise<L>): Promise<L> {
  const load = await play(lane);
  lane.acknowledged += load.acknowledged;
  if (load.refused.size > 0) {
    const counts = [...load.refused].map(([status, count]) => `${count} × ${status || 'broken connection'}`);
    throw new CannotMeasure(`Requests were refused: ${counts.join(', ')}.`);
  }
  return load;
}

/** Stops a server and holds it to its word: what it acknowledged is in its database. */
async function finish({ acknowledged, closed, open }: Lane, side: Side<never>): Promise<Kept> {
  for (const connection of [...closed, ...open]) connection.close();
  const kept = await side.stop();
  if (kept.records !== acknowledged)
    throw new CannotMeasure(`${acknowledged} requests were acknowledged, ${kept.records} are recorded.`);
  return kept;
}
