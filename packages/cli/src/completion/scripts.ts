import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import type { Place } from './tree.ts';
import { zshCompletion } from './zsh.ts';

/** What completes commands in each shell, from the commands that there are. */
export const COMPLETIONS = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
} as const satisfies Record<string, (places: readonly Place[]) => string>;

export type Shell = keyof typeof COMPLETIONS;

export const SHELLS = Object.keys(COMPLETIONS) as readonly Shell[];
