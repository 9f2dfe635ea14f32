import { rmSync } from 'node:fs';
import { EXIT } from '../exit.ts';
import { createProgress } from '../output/progress.ts';
import { number } from '../output/summary.ts';
import { countOf } from '../output/words.ts';
import { stopRequested } from '../server/until-stopped.ts';
import { lineWidth, print, printJson, say } from '../terminal.ts';
import { begin } from './begin.ts';
import { mergeCounted, seen } from './counted.ts';
import type { Report } from './headline.ts';
import type { BacktestOptions } from './options.ts';
import { readOn } from './read-on.ts';
import { formatReport, reportData } from './report.ts';
import { type Interrupted, writeResume } from './resume.ts';

/**
 * Decides the past again under a candidate, and prints what it would change.
 *
 * @returns usage where something could not be read
 * @throws {Mistake} where nothing can be read, or the options do not go together
 */
export async function backtest(options: BacktestOptions): Promise<0 | 2> {
  const interrupted = await begin(options);
  const stop = new AbortController();
  const { requested } = stopRequested('Stopped at once. Nothing was kept of what was counted.');
  void requested.then(() => {
    if (process.stderr.isTTY) say('\nStopping when what was begun is counted … (Ctrl-C again stops at once)');
    stop.abort();
  });
  const progress = createProgress();
  const began = performance.now();
  const { source, counted, complete } = await readOn(interrupted, options, {
    stop: stop.signal,
    onProgress: (far) => progress.update(() => describe(far.seen, far.where, began)),
  }).finally(progress.clear);
  const all = mergeCounted(interrupted.counted, counted, interrupted.samples);
  const { candidate, against } = interrupted.practices;
  const { afresh } = interrupted;
  const report: Report = {
    counted: all,
    candidate: candidate.label,
    against: source.kind === 'records' && !afresh ? 'what was decided then' : against.label,
    afresh,
    complete,
  };
  if (options.json) await printJson(reportData(report));
  else await print(formatReport(report, lineWidth()));
  if (process.stderr.isTTY) say(describe(seen(counted), '', began));
  if (!complete) return leave(options, { ...interrupted, source, counted: all });
  // What people wrote shall not lie about where nobody needs it any more.
  if (options.resume !== undefined) rmSync(options.resume, { force: true });
  return all.refused.count > 0 ? EXIT.usage : EXIT.fine;
}

function describe(events: number, where: string, began: number): string {
  const seconds = (performance.now() - began) / 1000;
  return `${countOf(events, 'event')}, ${number(Math.round(events / seconds))} a second${where}`;
}

/** Writes what a later run goes on from, and ends as an interrupted program does, so that a script stops as well. */
function leave({ resume }: BacktestOptions, interrupted: Interrupted): never {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const file = resume ?? `safeward-backtest-${time}.resume.json`;
  writeResume(file, interrupted);
  say(`Stopped. It goes on with: safeward backtest --resume ${file}`);
  process.removeAllListeners('SIGINT');
  process.kill(process.pid, 'SIGINT');
  // Where a signal is only asked for, as on Windows.
  process.exit(130);
}
