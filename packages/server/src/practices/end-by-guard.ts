import type { Pool } from '../platform/database/index.ts';
import type { Examine } from './examine.ts';
import { describePassed, type Passed } from './guard.ts';
import { examineStored, goBack } from './lifecycle.ts';
import { exclusively, findActivation, markEnded, markGuardProblem, previousBase } from './store.ts';
import { alarm, recordEnd } from './told.ts';

const BY = 'guard';

/**
 * Ends an activation whose guard was passed: what was enforced before is in force again; a candidate or an overlay
 * is only taken away. Where several processes find out at once, the first does it.
 */
export async function endByGuard(pool: Pool, id: number, passed: Passed, examine: Examine): Promise<void> {
  await exclusively(pool, true, async (client) => {
    const found = await findActivation(client, id);
    if (found?.state !== 'live' || found.guard_problem !== null) return;
    const said = describePassed(passed);
    if (found.kind === 'overlay' || found.stage !== 'enforce') {
      await markEnded(client, id, { as: 'guard', by: BY, reason: said });
      await recordEnd(client, id);
      await alarm(client, found, { passed: said, done: 'It was ended; what is in force decides alone.' });
      return;
    }
    const before = await previousBase(client, found.hash);
    const problem =
      before === null
        ? 'there is no earlier practice'
        : await whyNot(() => examineStored(client, before, examine, false));
    if (before === null || problem !== null) {
      await markGuardProblem(client, id, `${said}, but ${problem}`);
      await alarm(client, found, { passed: said, done: `It stays in force: ${problem}.` });
      return;
    }
    await goBack(client, before, { as: 'guard', by: BY, reason: said });
    await alarm(client, found, { passed: said, done: `It was ended; ${before} is in force again.` });
  });
}

async function whyNot(look: () => ReturnType<typeof examineStored>): Promise<string | null> {
  const found = await look();
  return found === null
    ? null
    : `the one before cannot decide any more: ${found.refusal.detail ?? found.refusal.kind.title}`;
}
