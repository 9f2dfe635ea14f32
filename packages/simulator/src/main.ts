import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { readMaterial } from './read.ts';
import { simulate, withoutContent } from './simulate.ts';

const HELP = `npm run simulate -- [--seed N] [--each N] [--kind NAME]… [--out FILE] [--labels FILE] [--without-content]

Writes conversations between invented people as events, JSON lines in the order of time.
  --seed N           the same number gives the same conversations (1)
  --each N           conversations of each kind (10)
  --kind NAME        only this kind; may be repeated
  --out FILE         where the events go (standard output)
  --labels FILE      a line for each conversation: its kind, whether it is risky, which event first asks
  --without-content  events without text and pictures, as with end-to-end encryption
  --list             the kinds and their titles
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '10' },
    kind: { type: 'string', multiple: true },
    out: { type: 'string' },
    labels: { type: 'string' },
    'without-content': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function main(): number {
  const [seed, each] = [Number(values.seed), Number(values.each)];
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(each) || each < 1) {
    process.stderr.write(`--seed and --each are whole numbers.\n\n${HELP}`);
    return 1;
  }
  const material = readMaterial();
  if (values.list) {
    for (const { kind } of material.scripts) {
      process.stdout.write(
        `${kind.stages ? 'risky   ' : 'harmless'} ${kind.kind.padEnd(22)} ${kind.title}\n`,
      );
    }
    return 0;
  }
  const unknown = values.kind?.find((name) => material.scripts.every(({ kind }) => kind.kind !== name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no kind "${unknown}"; --list names them.\n`);
    return 1;
  }
  const kinds = values.kind === undefined ? {} : { kinds: new Set(values.kind) };
  const { events, labels } = simulate(material, { seed, each, ...kinds });
  write(
    values.out,
    events.map((event) => (values['without-content'] ? withoutContent(event) : event)),
  );
  if (values.labels !== undefined) write(values.labels, labels);
  return 0;
}

function write(file: string | undefined, lines: readonly unknown[]): void {
  const out = file === undefined ? process.stdout : createWriteStream(file);
  for (const line of lines) out.write(`${JSON.stringify(line)}\n`);
  if (file !== undefined) out.end();
}

process.exitCode = main();
