import type { Parsed, Problem } from '@safeward/polls';
import { EXIT, type ExitCode } from '../exit.ts';
import { visible } from '../output/visible.ts';
import { countOf } from '../output/words.ts';
import { paint, printJson, say } from '../terminal.ts';

/** Says why there are no figures: with `json` as one object on standard output, else a line for each fault. */
export async function refuse(problems: readonly Problem[], json: boolean): Promise<ExitCode> {
  if (json) await printJson({ problems });
  else {
    process.stderr.write(formatProblems(problems, process.stderr));
    say('Nothing was made: a poll is tabulated as a whole or not at all.');
  }
  return EXIT.checkFailed;
}

/** `UNKNOWN_CATEGORY Row 58, column “q1”: …`, and before it the place in a design document. */
export function formatProblems(problems: readonly Problem[], stream: NodeJS.WriteStream): string {
  return problems
    .map(({ kind, detail, count, pointer, in: where }) => {
      const place = pointer === undefined ? '' : `${where} ${visible(pointer)}: `;
      const more = count === undefined ? '' : ` (${countOf(count, 'row')} in all)`;
      return `${place}${paint('red', kind, stream)} ${visible(detail)}${more}\n`;
    })
    .join('');
}

/** What is wrong with several documents at once. */
export function problemsOf(...all: readonly (Parsed<unknown> | null)[]): readonly Problem[] {
  return all.flatMap((one) => (one === null || one.ok ? [] : one.problems));
}
