import { ParseError, parse, serialize } from '@marcbachmann/cel-js';
import { canonicalHash } from '../event/canonical.ts';
import type { Practice, Words } from './practice.ts';

/** The language of a practice that names none. */
export const DEFAULT_LANGUAGE = 'en';

/**
 * The hash of what a practice says: the same however its files are named, split, ordered, indented or
 * commented, and however its expressions are spaced.
 */
export function practiceHash({ alarms, settings, ...practice }: Omit<Practice, 'hash'>): string {
  return canonicalHash({
    ...practice,
    // What is not there is left out, so that older practices keep the hash they had.
    settings: canonicalSettings(settings),
    ...(alarms.length > 0 && { alarms: byKey(alarms, (alarm) => alarm.id) }),
    scope: practice.scope === undefined ? null : canonicalExpression(practice.scope),
    harms: byKey(practice.harms, (harm) => harm.id),
    lists: Object.fromEntries(
      Object.entries(practice.lists).map(([name, entries]) => [name, [...entries].sort()]),
    ),
    measures: byKey(practice.measures, (measure) => measure.id).map((measure) => ({
      ...measure,
      when: canonicalExpression(measure.when),
      tell: canonicalTell(measure.tell),
      unless: measure.unless === undefined ? null : canonicalExpression(measure.unless),
    })),
    tests: byKey(practice.tests, (test) => test.name),
  });
}

function canonicalSettings({ language, ...settings }: Practice['settings']): object {
  const tag = language.toLowerCase();
  return tag === DEFAULT_LANGUAGE ? settings : { ...settings, language: tag };
}

function canonicalTell(tell: Practice['measures'][number]['tell']): object {
  return Object.fromEntries(Object.entries(tell).map(([who, words]) => [who, canonicalWords(words)]));
}

/** Tags of languages are the same in upper and in lower case. */
function canonicalWords(words: Words): Words {
  if (typeof words === 'string') return words;
  return Object.fromEntries(Object.entries(words).map(([tag, text]) => [tag.toLowerCase(), text]));
}

/** The expression as its tree would be written; as it stands where it has none. */
export function canonicalExpression(source: string): string {
  try {
    return serialize(parse(source).ast);
  } catch (error) {
    if (error instanceof ParseError) return source.trim();
    throw error;
  }
}

function byKey<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
