import type { SourceFile } from '@safeward/engine';
import { HELD_UNTIL } from './hold.ts';

/** One measure for each thing that a hold can wait for: an event says in its context which of them it meets. */
const MEASURES = HELD_UNTIL.map(
  (until) => `
  - id: held.${until}
    title: Waits for ${until}
    when: context.wait == '${until}'
    do: hold
    until: ${until === 'time' ? '1m' : until}`,
);

export const HOLDING_PRACTICE: readonly SourceFile[] = [
  { path: 'practice.yaml', text: `practice: holding\nversion: 1.0.0\nmeasures:${MEASURES.join('')}\n` },
];
