import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { countOf } from '../output/words.ts';
import type { Reason, Replayed } from '../replay/replay.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

const WHY: Readonly<Record<Reason, string>> = {
  not_kept: 'the practice let less than the whole event be kept',
  degraded: 'a part was late or down when it was made',
  reported: 'it was only reported',
  no_practice: 'its practice is not here, or not one for this version',
};
const SHOWN = 20;

export function replayCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'replay',
    description: 'Computes recorded decisions again from what was recorded, and reports every difference.',
    json: 'print one object: recomputed, differences, left',
    examples: ['safeward replay --since 24h', 'safeward replay --since 2026-11-24 --json'],
    exits: [EXIT.checkFailed],
    more: 'A decision is a function of its record: there must be no difference.',
  });
  return addDataOptions(command)
    .requiredOption('--since <time>', 'decisions made since then: 24h, 7d, a day, a time with a zone')
    .action(async (options: DataOptions & { readonly since: string; readonly json?: true }) => {
      const { replay } = await import('../replay/replay.ts');
      const replayed = await replay(options);
      if (options.json) await printJson(replayed);
      else await print(describe(replayed));
      finish(replayed.differences.length === 0 ? EXIT.fine : EXIT.checkFailed);
    });
}

function describe({ recomputed, differences, left }: Replayed): string {
  const reasons = (Object.keys(WHY) as Reason[]).filter((reason) => left[reason] > 0);
  return [
    `${countOf(recomputed, 'decision')} computed again, ${differences.length === 0 ? 'no difference' : countOf(differences.length, 'difference')}.`,
    ...differences
      .slice(0, SHOWN)
      .map(({ decision, fields }) => `DIFFERS: ${decision} in ${fields.join(', ')}`),
    ...reasons.map((reason) => `${countOf(left[reason], 'decision')} left: ${WHY[reason]}.`),
    '',
  ].join('\n');
}
