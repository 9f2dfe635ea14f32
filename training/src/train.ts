import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ATTRIBUTES,
  hashUnits,
  isGrouped,
  letterGroups,
  type ModelShape,
  makeWordReader,
  OUTPUTS,
  plainView,
  wordFeatures,
} from '@safeward/engine';
import { calibrate } from './calibrate.ts';
import { composed } from './composed.ts';
import { DISGUISES, disguiseText } from './disguise.ts';
import { createEncoder } from './encode.ts';
import { harmlessWords } from './harmless.ts';
import { trainLinear } from './linear.ts';
import { auroc, rankCorrelation, recallAt } from './measure.ts';
import { Trainer } from './network/network.ts';
import { packModel } from './pack.ts';
import { createRandom } from './random.ts';
import type { Sample } from './sets/sample.ts';
import { readSets } from './sets/sets.ts';
import { readRudeWords } from './sets/word-list.ts';
import { startVectors } from './start.ts';
import { makeSynthetic } from './synthetic/templates.ts';
import { readEmoji, readVectors } from './vectors.ts';
import { chooseWords } from './vocabulary.ts';

const SEED = 20261125;
const SHAPE = { words: 26_000, groups: 8_192, dim: 48, filters: 64, hidden: 32, features: 65_536, kinds: 6 };
/** Share of the texts that calibrate and are not learnt from. */
const KEPT_FOR_CALIBRATION = 0.06;
/** Share of the texts of which a disguised copy is learnt from too. */
const DISGUISED = 0.06;
const SYNTHETIC = ['hate', 'abuse', 'care', 'spam'];
/** How much of each output comes from the hashed features: most where single words and their spelling tell. */
const BLEND = [0.25, 0.3, 0.3, 0.4, 0.1, 0.3, 0.4, 0.5, 0.3, 0.3, 0.3, 0.4];
const LIKENESS = 1;
const BATCH = 32;
const COMPOSED = { harmless: 5_000, rude: 3_500 };

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    epochs: { type: 'string', default: '5' },
  },
});
const data = values.data ?? process.env.SAFEWARD_DATASETS;
if (data === undefined) {
  process.stderr.write('Say where the texts are: npm run train -- --data DIR\n');
  process.exit(2);
}
const out =
  values.out ?? join(import.meta.dirname, '../../packages/engine/src/signals/text/model/weights.json');
const began = performance.now();
const say = (text: string): void => {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
};

const random = createRandom(SEED);
const vectors = readVectors(SHAPE.dim);
const emojiNames = readEmoji();
const rude = new Map(readRudeWords(data).map((word) => [word.word, word]));
const plain: readonly Sample[] = [
  ...readSets(data, rude),
  ...makeSynthetic(SYNTHETIC, 32, SEED).map((sample) => ({ ...sample, weight: sample.weight * 0.5 })),
  ...harmlessWords(vectors, rude, 8_000, random),
];
const samples = [...plain, ...composed(plain, COMPOSED, random)];
const learnt: Sample[] = [];
const kept: Sample[] = [];
for (const sample of samples) (random.next() < KEPT_FOR_CALIBRATION ? kept : learnt).push(sample);
say(`${samples.length} texts, ${kept.length} of them to calibrate`);

const { texts, vocabulary, emoji } = chooseWords(learnt, vectors, rude, emojiNames.keys(), SHAPE.words);
const shape: ModelShape = { ...SHAPE, words: texts.length, outputs: OUTPUTS };
const mask = shape.features - 1;
const groupsOf = texts.map((word) => (/^[a-z]+$/.test(word) ? letterGroups(word) : new Int32Array(0)));
const own = texts.map((word, at) =>
  wordFeatures(hashUnits(word), isGrouped(word) ? groupsOf[at]! : new Int32Array(0), mask),
);
const encode = createEncoder(makeWordReader(vocabulary), vocabulary, own, mask);
const encoded = learnt.map(encode);
for (const sample of learnt) {
  if (random.next() < DISGUISED)
    encoded.push(encode({ ...sample, text: disguiseText(sample.text, random.pick(DISGUISES), random) }));
}
say(`${texts.length} words in the vocabulary; ${encoded.length} texts to learn from, with disguised copies`);

const linear = trainLinear(
  encoded,
  { buckets: shape.features, outputs: OUTPUTS, epochs: 4, rate: 0.3, targetWeight: 0.3 },
  random,
  (epoch) => say(`hashed features, round ${epoch + 1}`),
);

const network = new Trainer(
  { ...shape, buckets: shape.groups, width: 3 },
  vocabulary.kinds,
  groupsOf,
  {
    spellRate: 0.1,
    dropRate: 0.05,
    pooledDropRate: 0.3,
    embeddingRate: 0.05,
    denseRate: 0.004,
    decay: 0.003,
    lengthMax: 100,
    targetWeight: 0.5,
  },
  random,
);
startVectors(
  network.p,
  texts,
  { vectors, emojiNames, emoji, rude, plain: (text) => plainView(text).text },
  random,
);
const epochs = Number(values.epochs);
const order = Int32Array.from(encoded, (_, at) => at);
const steps = epochs * Math.ceil(encoded.length / BATCH);
let step = 0;
for (let epoch = 0; epoch < epochs; epoch++) {
  random.shuffle(order);
  let loss = 0;
  let count = 0;
  for (const at of order) {
    loss += network.learn(encoded[at]!);
    if (++count % BATCH !== 0) continue;
    const done = step++ / steps;
    network.step(BATCH, Math.min(1, done * 20) * (1 - done) + 0.02);
  }
  say(`network, round ${epoch + 1} of ${epochs}: loss ${(loss / encoded.length).toFixed(4)}`);
}

const keptTexts = kept.map(encode);
const sums = keptTexts.map((text) => {
  const net = [...network.predict(text)];
  const hashed = linear.predict(text);
  const blended = net.map((sum, k) => sum + BLEND[k]! * (hashed[k]! - sum));
  blended[0]! += LIKENESS * blended[OUTPUTS - 1]!;
  return blended;
});
say(describeKept());
const calibration = Array.from({ length: OUTPUTS }, (_, k) => {
  if (k === OUTPUTS - 1) return [1, 0] as const;
  const known = keptTexts.map((_, at) => at).filter((at) => !Number.isNaN(keptTexts[at]!.labels[k]!));
  return calibrate(
    known.map((at) => sums[at]![k]!),
    known.map((at) => keptTexts[at]!.labels[k]!),
  );
});
const packed = packModel(
  {
    texts,
    kinds: vocabulary.kinds,
    parameters: network.p,
    features: linear.weights,
    featureBias: linear.bias,
  },
  shape,
  { version: '', calibration, blend: BLEND, likeness: LIKENESS },
);
const digest = createHash('sha256').update(JSON.stringify(packed)).digest('hex').slice(0, 12);
const written = JSON.stringify({ ...packed, version: `text-en-1-${digest}` });
writeFileSync(out, `${written}\n`);
say(`${(written.length / 1e6).toFixed(2)} MB written, version text-en-1-${digest}`);

/** How well the texts do that were kept from training: no tuning rests on them. */
function describeKept(): string {
  const of = (set: string) => kept.map((_, at) => at).filter((at) => kept[at]!.set === set);
  const wikipedia = of('wikipedia-comments');
  const rank = rankCorrelation(
    wikipedia.map((at) => sums[at]![0]!),
    wikipedia.map((at) => kept[at]!.labels.toxicity!),
  );
  const spam = of('sms');
  const isSpam = spam.map((at) => kept[at]!.labels.spam === 1);
  const spamSums = spam.map((at) => sums[at]![ATTRIBUTES.indexOf('spam')]!);
  const hate = of('hatemoji');
  const isHate = hate.map((at) => kept[at]!.labels.toxicity! > 0.5);
  const hateSums = hate.map((at) => sums[at]![ATTRIBUTES.indexOf('identity_attack')]!);
  return [
    `kept texts: rank correlation with Perspective ${rank.toFixed(3)} (${wikipedia.length} comments)`,
    `spam found at 1 % false positives ${(100 * recallAt(spamSums, isSpam, 0.01).recall).toFixed(1)} %, AUROC ${auroc(spamSums, isSpam).toFixed(4)} (${spam.length} messages)`,
    `hate with emoji, AUROC ${auroc(hateSums, isHate).toFixed(3)} (${hate.length} posts)`,
  ].join('; ');
}
