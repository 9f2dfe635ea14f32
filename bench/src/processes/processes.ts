import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceFile } from '@safeward/engine';
import { openDatabase } from '@safeward/server';
import { createRandom } from '@safeward/simulator';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import { closedLoop } from '../gate/load/closed.ts';
import { type Connection, connectAll } from '../gate/load/connection.ts';
import type { Load } from '../gate/load/load.ts';
import { eventId, makeTraffic, requestsFor } from '../gate/requests.ts';
import { forkSide } from '../gate/side/side.ts';
import { inventPractice } from '../input/measures.ts';
import { readPractice } from '../input/starter.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import { type Change, changePractice } from './change.ts';
import type { StartGate } from './gate-side.ts';
import { reportProcesses } from './report.ts';
import type { ProcessesSize } from './size.ts';

const SIZE: ProcessesSize = { connections: 48, pairs: 5, changes: 6, measures: 300, events: 2_000 };
const DEFAULT_SECONDS = 30;
/** Numbers of events that no request of the load has. */
const FAR = 500_000_000;

/** One gate and two gates on the same database, in turns; then how a change of the practice reaches both. */
export async function benchProcesses(
  options: Options,
  say: Progress,
  size: ProcessesSize = SIZE,
): Promise<Report> {
  const practiceFiles = readPractice();
  const traffic = makeTraffic(practiceFiles, size.events, options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-'));
  // Where this runs as root, the database runs as another account and has to reach its own folder inside.
  chmodSync(folder, 0o711);
  const sides = [0, 1].map(() => forkSide<StartGate>(new URL('./gate-side.ts', import.meta.url)));
  const database = await openDatabase({ dataDir: join(folder, 'database') });
  const connections: Connection[] = [];
  try {
    say('starting two gates on one database …');
    const [one, two] = sides;
    if (one === undefined || two === undefined) throw new RangeError('there are two gates');
    const common = { databaseUrl: database.url, practiceFiles };
    const first = await one.start({ ...common, dataDir: join(folder, 'one') });
    const second = await two.start({ ...common, dataDir: join(folder, 'two'), key: first.key });
    const all = await connectAll(first.url, size.connections);
    const half = await connectAll(second.url, size.connections / 2);
    connections.push(...all, ...half);
    // One count of events over both gates: each is new to the database.
    const next = requestsFor(traffic, first);
    const each = (options.seconds ?? DEFAULT_SECONDS) / (2 * (size.pairs + 1));
    const alone = () => play([all]);
    const together = () => play([all.slice(0, size.connections / 2), half]);
    const play = (lanes: readonly (readonly Connection[])[]): Promise<readonly Load[]> =>
      Promise.all(lanes.map((lane) => closedLoop(lane, next, each)));
    const pairs: { readonly one: number; readonly two: number }[] = [];
    for (let pair = 0; pair <= size.pairs; pair++) {
      say(`${pair === 0 ? 'warm-up' : `pair ${pair} of ${size.pairs}`} …`);
      const order = pair % 2 === 0;
      const before = order ? rateOf(await alone()) : rateOf(await together());
      const after = order ? rateOf(await together()) : rateOf(await alone());
      if (pair > 0) pairs.push(order ? { one: before, two: after } : { one: after, two: before });
    }
    const changes: Change[] = [];
    let number = FAR;
    for (let change = 1; change <= size.changes; change++) {
      say(`change of practice ${change} of ${size.changes} …`);
      changes.push(
        await changePractice([first, second], versionOf(options.seed + change, size.measures), () => ({
          id: eventId(number++),
          kind: 'message',
          at: '2026-11-24T10:00:00Z',
          actor: { id: 'a' },
          target: { id: 'b' },
          content: { text: 'see you at the match on Saturday' },
        })),
      );
    }
    return reportProcesses({ size, practice: traffic.practice, pairs, changes });
  } finally {
    for (const connection of connections) connection.close();
    await Promise.all(sides.map((side) => side.letGo()));
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Another practice for each seed, as a version of its own. */
function versionOf(seed: number, measures: number): readonly SourceFile[] {
  const { files } = inventPractice(createRandom(seed), measures);
  return files.map(({ path, text }) => ({ path, text: text.replace('1.0.0', `1.0.${seed}`) }));
}

function rateOf(loads: readonly Load[]): number {
  for (const { refused } of loads)
    if (refused.size > 0) throw new CannotMeasure(`Requests were refused: ${[...refused]}.`);
  return loads.reduce((sum, { answered, seconds }) => sum + answered / seconds, 0);
}
