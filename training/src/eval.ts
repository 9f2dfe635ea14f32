import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Attribute, MODEL_VERSION, normalize, scoreText } from '@safeward/engine';
import { DISGUISES, disguiseText } from './disguise.ts';
import { readHarmlessWords } from './harmless-words.ts';
import { auroc, calibrationError, recallAt } from './measure.ts';
import { createPeers } from './peers.ts';
import { createRandom } from './random.ts';
import { readJsonl } from './sets/jsonl.ts';
import { formatTable } from './table.ts';

/** A dev file: what counts as found in it, and by which attribute it is looked for. */
const SETS: readonly { readonly file: string; readonly label: string; readonly attribute: Attribute }[] = [
  { file: 'toxicity-dev', label: 'toxic', attribute: 'toxicity' },
  { file: 'wikipedia-talk-dev', label: 'toxic', attribute: 'toxicity' },
  { file: 'hatemoji-build-dev', label: 'hateful', attribute: 'identity_attack' },
  { file: 'hatemoji-build-dev', label: 'hateful', attribute: 'toxicity' },
  { file: 'refusal-lookalikes-dev', label: 'unsafe', attribute: 'threat' },
];
const SOCIAL = 'toxicity-dev';
const TIMED_SECONDS = 1;
const WORST = 10;

const score = (text: string, attribute: Attribute): number => scoreText(normalize(text))?.[attribute] ?? 0;
const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);
const print = (text: string): void => {
  process.stdout.write(text);
};

/**
 * Measures the text model on dev files beside word filters, and prints a table.
 *
 * @param args `--data DIR`, and `--worst` for the worst errors of each file
 * @returns the exit code
 */
export async function evaluateText(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, worst: { type: 'boolean', default: false } },
  });
  const data = values.data ?? process.env.SAFEWARD_DATASETS;
  if (data === undefined) {
    process.stderr.write('Say where the texts are: npm run eval -- text --data DIR [--worst]\n');
    return 2;
  }
  const folder = data.startsWith('/') ? data : join(process.env.INIT_CWD ?? process.cwd(), data);

  const peers = createPeers();
  print(
    `Model ${MODEL_VERSION}\n\nFound in each dev file (recall at 1 % and 4 % false positives; for word filters, recall / false positives)\n`,
  );
  const rows: string[][] = [
    [
      'file, attribute',
      'texts',
      'at 1 %',
      'at 4 %',
      'AUROC',
      'calibration error',
      'unknown',
      ...peers.map(({ name }) => name),
    ],
  ];
  const worst: string[] = [];
  for (const { file, label, attribute } of SETS) {
    const lines = readJsonl<Record<string, string | number>>(folder, file);
    const texts = lines.map(({ text }) => String(text));
    const truth = lines.map((line) => line[label] === 1);
    const scores = texts.map((text) => score(text, attribute));
    const unknown = texts.filter((text) => scoreText(normalize(text)) === null).length;
    const share = (flags: readonly boolean[], of: boolean): number =>
      flags.filter((flag, at) => flag && truth[at] === of).length / truth.filter((is) => is === of).length;
    rows.push([
      `${file}, ${attribute}`,
      String(texts.length),
      percent(recallAt(scores, truth, 0.01).recall),
      percent(recallAt(scores, truth, 0.04).recall),
      auroc(scores, truth).toFixed(3),
      calibrationError(scores, truth).toFixed(3),
      String(unknown),
      ...peers.map(({ flags }) => {
        const flagged = texts.map((text) => flags(text));
        return `${percent(share(flagged, true))} / ${percent(share(flagged, false))}`;
      }),
    ]);
    const order = texts.map((_, at) => at);
    const show = (is: boolean, sign: number): void => {
      worst.push(`\n${file}, ${attribute}: ${is ? 'missed' : 'wrongly high'}\n`);
      for (const at of order
        .filter((each) => truth[each] === is)
        .sort((a, b) => sign * (scores[a]! - scores[b]!))
        .slice(0, WORST))
        worst.push(`  ${scores[at]!.toFixed(2)}  ${texts[at]!.replace(/\s+/g, ' ').slice(0, 140)}\n`);
    };
    show(false, -1);
    show(true, 1);
  }
  print(formatTable(rows));

  const social = readJsonl<{ text: string; toxic: number }>(folder, SOCIAL);
  const truth = social.map(({ toxic }) => toxic === 1);
  const scores = social.map(({ text }) => score(text, 'toxicity'));
  const { threshold } = recallAt(scores, truth, 0.04);
  const tools = [
    { name: 'safeward', flags: (text: string) => score(text, 'toxicity') > threshold },
    ...peers,
  ];
  print(
    `\nOf what is found in ${SOCIAL} undisguised, still found in each disguise; harmless words flagged; speed\n`,
  );
  const harmless = readHarmlessWords();
  const seconds: string[][] = [['', ...DISGUISES, `of ${harmless.length} harmless`, 'messages/s']];
  for (const { name, flags } of tools) {
    const found = social.filter(({ text, toxic }) => toxic === 1 && flags(text));
    const kept = DISGUISES.map((disguise) => {
      const random = createRandom(7);
      return percent(
        found.filter(({ text }) => flags(disguiseText(text, disguise, random))).length / found.length,
      );
    });
    seconds.push([
      name,
      ...kept,
      String(harmless.filter((word) => flags(word)).length),
      perSecond(flags, social),
    ]);
  }
  print(formatTable(seconds));
  print(
    `\nFlagged by ours (threshold ${threshold.toFixed(2)}): ${harmless.filter((word) => score(word, 'toxicity') > threshold).join(', ') || 'none'}\n`,
  );
  if (values.worst) print(worst.join(''));
  return 0;
}

function perSecond(flags: (text: string) => boolean, social: readonly { readonly text: string }[]): string {
  const texts = social.map(({ text }) => text.slice(0, 280));
  let done = 0;
  const until = performance.now() + TIMED_SECONDS * 1000;
  const began = performance.now();
  while (performance.now() < until) {
    for (const text of texts) flags(text);
    done += texts.length;
  }
  return Math.round(done / ((performance.now() - began) / 1000)).toLocaleString('en-US');
}
