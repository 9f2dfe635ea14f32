import { parentPort, workerData } from 'node:worker_threads';
import { makeCase } from './case.ts';
import type { ProfileRequest } from './profile.ts';
import { type Shares, startProfiler } from './stages.ts';
import { decideAll } from './work.ts';

const { cases, input, ms } = workerData as ProfileRequest;
const profiler = await startProfiler();
const shares: Shares[] = [];
for (const id of cases) {
  const engineCase = makeCase(id, input);
  const work = (): void => {
    for (const end = performance.now() + ms; performance.now() < end; ) decideAll(engineCase, 'event');
  };
  work();
  shares.push(await profiler.during(work));
}
profiler.stop();
parentPort?.postMessage(shares);
