import { type Options, parseArguments } from './arguments.ts';
import { CannotMeasure } from './cannot-measure.ts';
import { createProgress, type Progress } from './output/progress.ts';
import { type Report, toJsonLine } from './result.ts';

type Run = (options: Options, say: Progress) => Promise<Report>;

interface Bench {
  readonly about: string;
  /** Loaded when it is run: the one benchmark needs nothing of what the others need. */
  readonly load: () => Promise<Run>;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  engine: {
    about: 'decisions a second on one core, by the number of measures, and where the time goes',
    load: async () => (await import('./engine/engine.ts')).benchEngine,
  },
  gate: {
    about: 'requests a second and latency of the real server, beside a bare handler that does not decide',
    load: async () => (await import('./gate/gate.ts')).benchGate,
  },
  disk: {
    about: 'bytes in the database for one decision, by what the practice keeps',
    load: async () => (await import('./disk/disk.ts')).benchDisk,
  },
  matching: {
    about:
      'lookups a second in banks of hashes, beside FAISS where SAFEWARD_FAISS names a program that asks it',
    load: async () => (await import('./matching/matching.ts')).benchMatching,
  },
  packs: {
    about: 'records a second that are verified of an evidence pack, and how large it is',
    load: async () => (await import('./packs/packs.ts')).benchPacks,
  },
  pdq: {
    about: 'images a second that are hashed, from pixels and from files',
    load: async () => (await import('./pdq/pdq.ts')).benchPdq,
  },
  polls: {
    about: 'seconds to tabulate a poll of 100,000 respondents and 200 columns, beside parsing it alone',
    load: async () => (await import('./polls/polls.ts')).benchPolls,
  },
  processes: {
    about: 'two gates on one database beside one, and how fast a change of the practice reaches both',
    load: async () => (await import('./processes/processes.ts')).benchProcesses,
  },
  soak: {
    about:
      'memory of the real server by the minute, ten minutes at 500 requests a second, and whether it is flat',
    load: async () => (await import('./soak/soak.ts')).benchSoak,
  },
};

const EXIT = { cannotMeasure: 1, mistake: 2 } as const;

const HELP = `npm run bench -- BENCH [--json] [--seconds N] [--seed N]

${Object.entries(BENCHES)
  .map(([name, { about }]) => `  ${name.padEnd(9)} ${about}`)
  .join('\n')}

  --json       one JSON object a line: bench, case, value, unit; with a peer in the same run also
               peer, peer_value, ratio (above 1 is better for us)
  --seconds N  about how long to measure, without starting and stopping
  --seed N     what the invented input is made from; the same seed, the same input

For example: npm run bench -- engine --json
Ends with 0, also where a goal is missed; with 1 where nothing could be measured, with 2 after a mistake in the command.
`;

const asked = parseArguments(process.argv.slice(2), Object.keys(BENCHES));
switch (asked.kind) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'mistake':
    process.stderr.write(`${asked.message}\n\n${HELP}`);
    process.exitCode = EXIT.mistake;
    break;
  case 'run':
    await run(asked.bench, asked.options);
}

async function run(name: string, options: Options): Promise<void> {
  const bench = await BENCHES[name]?.load();
  if (bench === undefined) throw new RangeError(`no benchmark ${name}`);
  const { say, end } = createProgress(process.stderr);
  try {
    const { results, text } = await bench(options, say).finally(end);
    process.stdout.write(options.json ? results.map((result) => `${toJsonLine(result)}\n`).join('') : text);
  } catch (error) {
    if (!(error instanceof CannotMeasure)) throw error;
    process.stderr.write(`${error.message}\n`);
    // What was under way when it was given up need not come to its end.
    process.exit(EXIT.cannotMeasure);
  }
}
