import type { Places } from '../parse.ts';
import type { Measure, Practice } from '../practice.ts';
import { error, type Report, warning } from './finding.ts';

/** Warns where words are missing in a language that other words of the practice have. */
export function checkLanguages({ measures, settings }: Practice, places: Places, report: Report): void {
  const spoken = new Set(measures.flatMap(wordsOf).flatMap(({ tags }) => tags));
  const main = settings.language.toLowerCase();
  // One text without a language is for everybody; nothing is missing as long as there is only that.
  if (spoken.size === 0) return;
  measures.forEach((measure, index) => {
    for (const { who, tags } of wordsOf(measure)) {
      const at = places.measure(index, 'tell');
      const twice = tags.find((tag, n) => tags.indexOf(tag) !== n);
      if (twice !== undefined)
        report(
          error(at, {
            code: 'duplicate',
            message: `the words to the ${who} stand there twice in “${twice}”`,
          }),
        );
      const has = new Set(tags.length === 0 ? [main] : tags);
      const missing = [...spoken].filter((tag) => !has.has(tag)).sort();
      if (missing.length > 0)
        report(
          warning(at, {
            code: 'missing_language',
            message: `the words to the ${who} are missing in ${missing.join(', ')}, which others of this practice have`,
            hint: `whoever reads ${missing.length === 1 ? 'it' : 'them'} gets other words: of a shorter tag, in “${settings.language}”, or the first`,
          }),
        );
    }
  });
}

interface TaggedWords {
  readonly who: string;
  /** In lower case; none where it is one text for everybody. */
  readonly tags: readonly string[];
}

function wordsOf({ tell }: Measure): readonly TaggedWords[] {
  return (['actor', 'target'] as const).flatMap((person) => {
    const words = tell[person];
    if (words === undefined) return [];
    const tags = typeof words === 'string' ? [] : Object.keys(words).map((tag) => tag.toLowerCase());
    return [{ who: person === 'actor' ? 'sender' : 'recipient', tags }];
  });
}
