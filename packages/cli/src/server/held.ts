import {
  endHold,
  type HeldDecision,
  type HeldUntil,
  listHeld,
  type Resolution,
  type Word,
} from '@safeward/server';
import { Mistake } from '../mistake.ts';
import { withDatabase } from './database.ts';
import { type DataOptions, mustBeUsed } from './options.ts';

export interface HeldAsked {
  readonly until?: HeldUntil | undefined;
  readonly measure?: string | undefined;
}

/** Who has waited longest comes first. @throws {Mistake} where the database cannot be had */
export async function heldNow(
  options: DataOptions,
  asked: HeldAsked,
  limit: number,
): Promise<readonly HeldDecision[]> {
  mustBeUsed(options);
  return withDatabase(options, ({ pool }) => listHeld(pool, asked, limit));
}

/**
 * Ends a hold as a reviewer: who may use the database may do so.
 *
 * @throws {Mistake} where there is none to end, or the database cannot be had
 */
export async function endHeld(
  options: DataOptions,
  decision: string,
  word: Omit<Word, 'as'>,
): Promise<Resolution> {
  mustBeUsed(options);
  const ended = await withDatabase(options, ({ pool }) =>
    endHold(pool, decision, { ...word, as: 'reviewer' }),
  );
  switch (ended.kind) {
    case 'ended':
      return ended.resolution;
    case 'unknown':
      throw new Mistake(`There is no decision ${decision}; \`safeward held list\` shows what is held.`);
    case 'not_held':
      throw new Mistake(`${decision} is no hold: its action is “${ended.action}”.`);
    case 'ended_before': {
      const { outcome, as, at } = ended.resolution;
      throw new Mistake(`${decision} was ended before: “${outcome}” by the ${as}, ${at}.`);
    }
    case 'not_entitled':
      throw new Mistake(`${decision} waits for “${ended.until}”, and a reviewer may not end it.`);
  }
}
