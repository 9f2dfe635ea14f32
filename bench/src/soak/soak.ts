import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options } from '../arguments.ts';
import { CannotMeasure } from '../cannot-measure.ts';
import { connectAll } from '../gate/load/connection.ts';
import { openLoop } from '../gate/load/open.ts';
import type { StartOurs } from '../gate/ours.ts';
import { makeTraffic, requestsFor } from '../gate/requests.ts';
import { forkSide } from '../gate/side/side.ts';
import { readPractice } from '../input/starter.ts';
import type { Progress } from '../output/progress.ts';
import type { Report } from '../result.ts';
import { type Look, reportSoak } from './report.ts';

/** Requests a second. */
const RATE = 500;
const DEFAULT_SECONDS = 600;
const CONNECTIONS = 64;
const EVENTS = 2_000;
/** Looks at the memory over the whole time: one a second by default. */
const LOOKS = 600;

/**
 * Puts the real server under an even load for long, and looks at its memory meanwhile.
 *
 * @throws {CannotMeasure} where requests were refused, or acknowledged decisions are missing
 */
export async function benchSoak(options: Options, say: Progress): Promise<Report> {
  const seconds = options.seconds ?? DEFAULT_SECONDS;
  const practiceFiles = readPractice();
  const traffic = makeTraffic(practiceFiles, EVENTS, options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'safeward-bench-'));
  // Where this runs as root, the database runs as another account and has to reach its own folder inside.
  chmodSync(folder, 0o711);
  const side = forkSide<StartOurs>(new URL('../gate/ours.ts', import.meta.url));
  const looks: Look[] = [];
  let stopping = false;
  try {
    say('starting the server …');
    const ready = await side.start({ dataDir: join(folder, 'ours'), practiceFiles });
    const connections = await connectAll(ready.url, CONNECTIONS);
    const began = performance.now();
    const looking = lookOn(began);
    const load = await openLoop(connections, requestsFor(traffic, ready), { rate: RATE, seconds });
    stopping = true;
    await looking;
    for (const connection of connections) connection.close();
    say('counting what was recorded, and stopping …');
    const kept = await side.stop();
    if (load.refused.size > 0) throw new CannotMeasure(`Requests were refused: ${[...load.refused]}.`);
    if (kept.records !== load.acknowledged)
      throw new CannotMeasure(
        `${load.acknowledged} requests were acknowledged, ${kept.records} are recorded.`,
      );
    return reportSoak({ seconds, rate: RATE, practice: traffic.practice, looks, load, kept });
  } finally {
    stopping = true;
    await side.letGo();
    rmSync(folder, { recursive: true, force: true });
  }

  async function lookOn(began: number): Promise<void> {
    for (let number = 1; !stopping; number++) {
      const at = began + (number * seconds * 1000) / LOOKS;
      await new Promise((resolve) => setTimeout(resolve, Math.max(at - performance.now(), 0)));
      const elapsed = (performance.now() - began) / 1000;
      if (stopping || elapsed > seconds) return;
      looks.push({ at: elapsed, ...(await side.look()) });
      say(`${Math.floor(elapsed)} of ${seconds} s at ${RATE} requests a second …`);
    }
  }
}
