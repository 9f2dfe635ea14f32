import { createRandom } from '../random.ts';
import { readJsonl } from './jsonl.ts';
import type { Attribute, Sample } from './sample.ts';
import type { RudeWord } from './word-list.ts';

type Labels = Partial<Record<Attribute, number>>;

/** What a text without anything toxic is not. */
const CLEAN: Labels = {
  severe_toxicity: 0,
  insult: 0.01,
  identity_attack: 0.01,
  threat: 0.01,
  harassment: 0.01,
  self_harm_encouragement: 0,
};

const YOU = /\b(?:you|your|youre|you're|u|ur)\b/i;

/** Which kinds of rude words a text holds. */
export interface Rudeness {
  readonly profane: boolean;
  readonly sexual: boolean;
  readonly insult: boolean;
  readonly slur: boolean;
}

export function rudenessOf(words: ReadonlyMap<string, RudeWord>): (text: string) => Rudeness {
  return (text) => {
    const found = { profane: false, sexual: false, insult: false, slur: false };
    for (const token of text.toLowerCase().match(/[a-z]+/g) ?? []) {
      const word = words.get(token);
      if (word === undefined || word.kind < 2) continue;
      if (word.kind === 4) found.slur = true;
      else if (word.kind === 5) found.insult = true;
      if (word.kind === 3) found.sexual = true;
      if (word.kind !== 5 || word.severity >= 1.6) found.profane = true;
    }
    return found;
  };
}

/** Every training set of the data folder, with what each lets be known of the attributes. */
export function readSets(folder: string, words: ReadonlyMap<string, RudeWord>): readonly Sample[] {
  const rudeness = rudenessOf(words);
  return [
    ...wikipedia(folder, rudeness),
    ...spans(folder, rudeness),
    ...offensive(folder, rudeness),
    ...emoji(folder),
    ...templates(folder),
    ...sms(folder, rudeness),
    ...rudeWords(words),
  ];
}

function wikipedia(folder: string, rudeness: (text: string) => Rudeness): readonly Sample[] {
  return readJsonl<{ text: string; toxic: number; perspective_toxicity: number }>(
    folder,
    'wikipedia-comments',
  ).map(({ text, perspective_toxicity: score }) => {
    const rude = rudeness(text);
    const labels: Labels = {
      toxicity: score,
      spam: 0.02,
      profanity: rude.profane ? 1 : 0.01,
      self_harm_intent: 0,
    };
    if (score < 0.4) Object.assign(labels, CLEAN, { sexual: 0.02 });
    else if (score > 0.7 && YOU.test(text)) labels.harassment = 0.8;
    return { text, labels, weight: 1, set: 'wikipedia-comments' };
  });
}

/** Comments that people found toxic, with the letters that made them so: sentences without any are taken as mild. */
function spans(folder: string, rudeness: (text: string) => Rudeness): readonly Sample[] {
  const samples: Sample[] = [];
  for (const { text, spans: places } of readJsonl<{ text: string; spans: number[] }>(
    folder,
    'toxic-spans-train',
  )) {
    const rude = rudeness(text);
    samples.push({
      text,
      labels: {
        toxicity: places.length > 0 ? 0.92 : 0.7,
        profanity: rude.profane ? 1 : 0.03,
        spam: 0.02,
        ...(places.length > 0 && { insult: 0.8 }),
      },
      weight: 1,
      set: 'toxic-spans',
    });
    const marked = new Set(places);
    const sentences = [...text.matchAll(/[^.!?\n]+[.!?]*/g)];
    if (sentences.length < 2 || places.length === 0) continue;
    for (const { 0: sentence, index } of sentences) {
      if (sentence.trim().length < 12) continue;
      let toxic = 0;
      for (let at = index; at < index + sentence.length; at++) if (marked.has(at)) toxic++;
      const spanned = toxic > 3;
      samples.push({
        text: sentence.trim(),
        labels: {
          toxicity: spanned ? 0.92 : 0.18,
          insult: spanned ? 0.8 : 0.06,
          profanity: rudeness(sentence).profane ? 1 : 0.03,
          spam: 0.02,
        },
        weight: 0.5,
        set: 'toxic-spans-sentences',
      });
    }
  }
  return samples;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!);
}

function offensive(folder: string, rudeness: (text: string) => Rudeness): readonly Sample[] {
  return readJsonl<{ text: string; class: 'hate' | 'offensive' | 'neither' }>(folder, 'offensive-train')
    .filter(({ class: kind }, at) => kind !== 'offensive' || at % 5 < 2)
    .map(({ text: raw, class: kind }) => {
      const text = decodeEntities(raw).replace(/^(?:RT @\w+: )+/, '');
      const rude = rudeness(text);
      const labels: Labels = {
        spam: 0.03,
        profanity: rude.profane || rude.insult ? 1 : 0.05,
        self_harm_intent: 0.01,
      };
      if (kind === 'hate') Object.assign(labels, { toxicity: 0.97, identity_attack: 0.9 });
      else if (kind === 'offensive') {
        Object.assign(labels, { toxicity: 0.72, identity_attack: rude.slur ? 0.25 : 0.08, threat: 0.03 });
        if (rude.insult && YOU.test(text)) labels.insult = 0.7;
      } else Object.assign(labels, CLEAN, { toxicity: 0.08 });
      return {
        text,
        labels,
        weight: kind === 'offensive' ? 0.5 : kind === 'hate' ? 0.6 : 0.7,
        set: 'offensive',
      };
    });
}

function emoji(folder: string): readonly Sample[] {
  return readJsonl<{ text: string; hateful: number }>(folder, 'hatemoji-build-train').map(
    ({ text, hateful }) => ({
      text,
      labels: hateful
        ? { toxicity: 0.95, identity_attack: 0.93, spam: 0.01 }
        : { toxicity: 0.1, identity_attack: 0.04, threat: 0.03, spam: 0.02 },
      weight: 1.6,
      set: 'hatemoji',
    }),
  );
}

function templates(folder: string): readonly Sample[] {
  const random = createRandom(11);
  return readJsonl<{ text: string; toxic: number; template: string }>(folder, 'identity-templates')
    .filter(({ template }) => template !== 'name_adj' || random.next() < 0.18)
    .map(({ text, toxic }) => ({
      text,
      labels: toxic
        ? { toxicity: 0.85, identity_attack: 0.7, spam: 0 }
        : { ...CLEAN, toxicity: 0.06, identity_attack: 0.02, spam: 0 },
      weight: 0.4,
      set: 'identity-templates',
    }));
}

function sms(folder: string, rudeness: (text: string) => Rudeness): readonly Sample[] {
  return readJsonl<{ text: string; spam: number }>(folder, 'sms').map(({ text: raw, spam }) => {
    const text = decodeEntities(raw);
    const rude = rudeness(text);
    const clean = !rude.insult && !rude.profane && !rude.slur;
    const labels: Labels = { spam };
    if (clean) Object.assign(labels, CLEAN, { toxicity: 0.04, profanity: 0.01, self_harm_intent: 0.01 });
    if (clean && !spam) labels.sexual = 0.02;
    return { text, labels, weight: 1, set: 'sms' };
  });
}

function rudeWords(words: ReadonlyMap<string, RudeWord>): readonly Sample[] {
  return [...words.values()].map(({ word, severity, kind, categories }) => ({
    text: word,
    labels: {
      toxicity: Math.min(0.97, Math.max(0.2, (severity - 0.4) / 2)),
      profanity: severity < 1.2 ? 0.5 : 0.97,
      insult: kind === 5 ? 0.8 : 0.4,
      identity_attack: kind === 4 ? 0.8 : 0.05,
      sexual: categories.some((category) => category.startsWith('sexual anatomy')) ? 0.6 : 0.05,
      spam: 0.02,
    },
    weight: 0.5,
    set: 'profanity-words',
  }));
}
