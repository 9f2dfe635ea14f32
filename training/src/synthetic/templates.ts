import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTRIBUTES } from '@safeward/engine';
import { createRandom, type Random } from '../random.ts';
import type { Attribute, Sample } from '../sets/sample.ts';
import { readEmojiWords, withEmoji } from './emoji-words.ts';

/** Of these templates' sentences, some are written with emoji for words. */
const EMOJI_FILES = new Set(['hate', 'abuse']);
const EMOJI_RATE = 0.4;

/** Sentences of our own with what is true of them: see `training/data`. */
export interface Template {
  readonly line: string;
  readonly labels: Readonly<Partial<Record<Attribute, number>>>;
}

const FOLDER = join(import.meta.dirname, '../../data');

/** `name: one|two` lines. */
export function readLists(): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const line of linesOf('lists')) {
    const at = line.indexOf(':');
    lists.set(line.slice(0, at), line.slice(at + 2).split('|'));
  }
  return lists;
}

/** The templates of a file: lines under a heading `@ attribute=value …`. */
export function readTemplates(name: string): readonly Template[] {
  let labels: Template['labels'] = {};
  const templates: Template[] = [];
  for (const line of linesOf(name)) {
    if (!line.startsWith('@ ')) {
      templates.push({ line, labels });
      continue;
    }
    const pairs = line
      .slice(2)
      .split(' ')
      .map((pair) => pair.split('='));
    for (const [attribute] of pairs)
      if (!(ATTRIBUTES as readonly string[]).includes(attribute ?? ''))
        throw new Error(`${name}: no attribute is called ${attribute}`);
    labels = Object.fromEntries(pairs.map(([attribute, value]) => [attribute, Number(value)]));
  }
  return templates;
}

function linesOf(name: string): readonly string[] {
  return readFileSync(join(FOLDER, `${name}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** One sentence of a template: `[a|b]` takes one of its alternatives, `{list}` one of the list. */
export function fillTemplate(
  line: string,
  lists: ReadonlyMap<string, readonly string[]>,
  random: Random,
): string {
  let text = line;
  for (let depth = 0; depth < 4; depth++) {
    text = text
      .replace(/\[([^[\]]*)\]/g, (_, options: string) => random.pick(options.split('|')))
      .replace(/\{(\w+)\}/g, (_, name: string) => random.pick(lists.get(name) ?? [name]));
  }
  return text.replace(/ {2,}/g, ' ').trim();
}

/** Sentences of every template, `each` times. */
export function makeSynthetic(names: readonly string[], each: number, seed: number): readonly Sample[] {
  const random = createRandom(seed);
  const lists = readLists();
  const emoji = readEmojiWords();
  const samples: Sample[] = [];
  for (const name of names) {
    for (const { line, labels } of readTemplates(name)) {
      const seen = new Set<string>();
      for (let at = 0; at < each; at++) {
        let text = fillTemplate(line, lists, random);
        if (seen.has(text)) continue;
        seen.add(text);
        if (EMOJI_FILES.has(name) && random.next() < EMOJI_RATE) text = withEmoji(text, emoji, random);
        if (random.next() < 0.5) text = text.charAt(0).toUpperCase() + text.slice(1);
        if (random.next() < 0.4 && /\w$/.test(text)) text += random.pick(['.', '.', '!', '!!', '...']);
        samples.push({ text, labels, weight: 1, set: `synthetic-${name}` });
      }
    }
  }
  return samples;
}
