import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceFile } from '@safeward/engine';
import type { Options } from '../arguments.ts';
import { readStarter } from '../input/starter.ts';
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
import type { Kept } from './side/protocol.ts';
import { type Side, startSide } from './side/side.ts';

/** How much of everything; the defaults are what the documented figures were measured with. */
export interface GateSize {
  /** At once, in the closed loop. */
  readonly connections: number;
  /** Of closed loops, ours and the peer's. */
  readonly pairs: number;
  /** Requests a second, in the open loop. */
  readonly rate: number;
  /** Of open loops, ours and the peer's. */
  readonly openPairs: number;
  /** Invented events, each sent many times under new ids. */
  readonly events: number;
  readonly practiceFiles: () => readonly SourceFile[];
}

const SIZE: GateSize = {
  connections: 48,
  pairs: 6,
  rate: 1_000,
  openPairs: 3,
  events: 2_000,
  practiceFiles: readStarter,
};
const DEFAULT_SECONDS = 60;
/** In the open loop a connection is there for whoever is due, unless the server is far behind. */
const OPEN_CONNECTIONS = 128;

/** Of one server in one round. */
export type Pair<L> = { readonly ours: L; readonly bare: L };

/** A server under load: its requests, its connections, and how many answers it owes us a record for. */
interface Lane {
  readonly next: NextRequest;
  readonly closed: readonly Connection[];
  readonly open: readonly Connection[];
  acknowledged: number;
}

/** Measures the real server beside a bare handler that group-commits the same bytes, in turns. */
export async function benchGate(options: Options, say: Progress, size: GateSize = SIZE): Promise<Report> {
  const practiceFiles = size.practiceFiles();
  const traffic = makeTraffic(practiceFiles, size.events, options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-'));
  // Where this runs as root, the databases run as another account and have to reach their own folders inside.
  chmodSync(folder, 0o711);
  const sides: Side[] = [];
  try {
    say('starting the server and its peer …');
    const ours = await startSide<StartOurs>(new URL('./ours.ts', import.meta.url), {
      dataDir: join(folder, 'ours'),
      practiceFiles,
    });
    sides.push(ours);
    const bare = await startSide<StartBare>(new URL('./bare/bare.ts', import.meta.url), {
      dataDir: join(folder, 'bare'),
      expected: traffic.expected,
    });
    sides.push(bare);
    const lanes = { ours: await openLane(ours, traffic, size), bare: await openLane(bare, traffic, size) };
    const seconds = options.seconds ?? DEFAULT_SECONDS;
    const closed = await closedPairs(lanes, size, seconds * 0.6, say);
    const open = await openPairs(lanes, size, seconds * 0.4, say);
    say('counting what was recorded, and stopping …');
    const kept = { ours: await finish(lanes.ours, ours), bare: await finish(lanes.bare, bare) };
    sides.length = 0;
    return reportGate({ options, size, traffic, closed, open, kept });
  } finally {
    await Promise.all(sides.map((side) => side.letGo()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openLane(side: Side, traffic: Traffic, size: GateSize): Promise<Lane> {
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
    throw new Error(`requests were refused: ${counts.join(', ')}`);
  }
  return load;
}

/** Stops a server and holds it to its word: what it acknowledged is in its database. */
async function finish({ acknowledged, closed, open }: Lane, side: Side): Promise<Kept> {
  for (const connection of [...closed, ...open]) connection.close();
  const kept = await side.stop();
  if (kept.records !== acknowledged)
    throw new Error(`${acknowledged} requests were acknowledged, ${kept.records} are recorded`);
  return kept;
}
