import { inTransaction, isDatabaseAway, type Pool } from '../../platform/database/index.ts';
import type { Logger } from '../../platform/log/log.ts';
import { deleteDraft, oldDrafts } from './answers/store.ts';
import type { Files } from './attachments.ts';

/** Drafts that nobody sent are kept so long after closing, for an extension may let them be sent. */
export const DRAFT_DAYS = 30;
const DAY_MS = 86_400_000;
const CHECK_MS = 3_600_000;

/** Removes drafts that can never be sent any more, with their files. @returns how many */
export async function removeOldDrafts(pool: Pool, files: Files, now: number): Promise<number> {
  const ids = await oldDrafts(pool, now - DRAFT_DAYS * DAY_MS);
  for (const id of ids) {
    const gone = await inTransaction(pool, (client) => deleteDraft(client, id));
    await files.remove(gone);
  }
  return ids.length;
}

/** Once an hour, by whichever process comes to it. */
export function startDraftRemoval(
  {
    pool,
    files,
    clock,
    log,
  }: {
    readonly pool: Pool;
    readonly files: Files;
    readonly clock: () => number;
    readonly log: Logger;
  },
  checkMs: number = CHECK_MS,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = removeOldDrafts(pool, files, clock()).catch((error: unknown) => {
      if (!isDatabaseAway(error))
        log.error({ err: error }, 'old drafts of consultations could not be removed');
    });
  }, checkMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
