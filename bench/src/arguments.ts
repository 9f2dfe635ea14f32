import { parseArgs } from 'node:util';

/** What a benchmark is run with. */
export interface Options {
  /** JSON lines instead of words. */
  readonly json: boolean;
  /** About how long is measured, in seconds; starting and stopping come on top. Each benchmark has its own default. */
  readonly seconds?: number;
  /** What the invented input is made from. */
  readonly seed: number;
}

export type Asked =
  | { readonly kind: 'run'; readonly bench: string; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

export const DEFAULT_SEED = 7;
const MAX_SECONDS = 3_600;

/** Reads the command line after the name of the program. */
export function parseArguments(argv: readonly string[], benches: readonly string[]): Asked {
  const parsed = read(argv);
  if ('mistake' in parsed) return { kind: 'mistake', message: parsed.mistake };
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [bench, ...more] = positionals;
  if (bench === undefined) return mistake(`Which benchmark? There are: ${benches.join(', ')}.`);
  if (!benches.includes(bench))
    return mistake(`There is no benchmark “${bench}”; there are: ${benches.join(', ')}.`);
  if (more.length > 0) return mistake(`One benchmark at a time; “${more.join(' ')}” is too much.`);
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (seconds !== undefined && !(seconds > 0 && seconds <= MAX_SECONDS))
    return mistake(`--seconds takes a number above 0 and up to ${MAX_SECONDS}, not “${values.seconds}”.`);
  const seed = values.seed === undefined ? DEFAULT_SEED : Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    return mistake(`--seed takes a whole number from 0 to 4294967295, not “${values.seed}”.`);
  const options = { json: values.json, seed, ...(seconds !== undefined && { seconds }) };
  return { kind: 'run', bench, options };
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        seconds: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    // parseArgs speaks by exceptions; its first sentence says what is wrong, the rest how to quote it.
    if (!(error instanceof TypeError)) throw error;
    return { mistake: `${error.message.split('. ')[0]}.` };
  }
}

function mistake(message: string): Asked {
  return { kind: 'mistake', message };
}
