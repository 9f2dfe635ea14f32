/** What the types of leaves are called, one and many of them, in words for a person. */
const WORDS = {
  decision: ['decision', 'decisions'],
  resolution: ['end of a hold', 'ends of holds'],
  'practice.version': ['version of a practice', 'versions of practices'],
  'practice.activation': ['practice taken into use', 'practices taken into use'],
  'practice.end': ['practice taken out of use', 'practices taken out of use'],
  configuration: ['change of the configuration', 'changes of the configuration'],
  'key.created': ['key made', 'keys made'],
  'key.revoked': ['key revoked', 'keys revoked'],
  erasure: ['erasure', 'erasures'],
  'consultation.answer': ['answer to a consultation', 'answers to consultations'],
  'consultation.withdrawal': [
    'withdrawal of an answer to a consultation',
    'withdrawals of answers to consultations',
  ],
  'log.began': ['beginning of the log', 'beginnings of the log'],
  'log.key': ['key of the log', 'keys of the log'],
  'log.resumed': ['going on of the log after a halt', 'goings on of the log after halts'],
} as const satisfies Readonly<Record<string, readonly [one: string, many: string]>>;

/** The types that this verifier has words for. A later version may know more. */
export const KNOWN_TYPES: readonly string[] = Object.keys(WORDS);

/**
 * Says how many leaves there are of a type. What the log commits to does not depend on what a type means: a leaf of a
 * type that is not known here is verified like any other, and said to be of such a type.
 */
export function wordsOfType(type: string, count: number): string {
  const words: readonly [string, string] | undefined = Object.hasOwn(WORDS, type)
    ? WORDS[type as keyof typeof WORDS]
    : undefined;
  const number = count.toLocaleString('en-US');
  if (words !== undefined) return `${number} ${words[count === 1 ? 0 : 1]}`;
  return `${number} ${count === 1 ? 'record' : 'records'} known to be in the log, of a type that this verifier does not know (${type})`;
}
