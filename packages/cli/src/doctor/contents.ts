import {
  countOverdue,
  type Database,
  examineHere,
  findWaiting,
  listDeadEndpoints,
  listKeys,
  liveActivations,
  loadSources,
} from '@safeward/server';
import { unsafeStored } from '../config/unsafe.ts';
import { visible } from '../output/visible.ts';
import { countOf, shortLabel } from '../output/words.ts';
import { readStored } from '../server/production.ts';
import type { StartOptions } from '../server/start.ts';
import { checking, type Finding } from './finding.ts';
import { unsafeFinding } from './program.ts';

type Pool = Database['pool'];

const HOUR_MS = 3_600_000;

/** What is in the tables. */
export async function lookAtContents(
  pool: Pool,
  options: StartOptions,
  isServed: boolean,
): Promise<readonly Finding[]> {
  return [
    ...unsafeStored(options, await readStored(pool)).map(unsafeFinding),
    ...(await lookAtPractices(pool)),
    await lookAtKeys(pool),
    await lookAtRecords(pool, isServed),
    await lookAtHolds(pool),
    await lookAtWebhooks(pool),
  ];
}

async function lookAtPractices(pool: Pool): Promise<readonly Finding[]> {
  const { look } = checking('practice');
  const live = await liveActivations(pool);
  const findings: Finding[] = [];
  for (const { hash, practice, stage } of live)
    findings.push(await lookAtPractice(pool, hash, `${shortLabel(practice)}, ${stage}`));
  if (live.some(({ kind, stage }) => kind === 'base' && stage === 'enforce')) return findings;
  const mend = '`safeward practice activate NAME@VERSION`, or start with --practice DIR';
  return [...findings, look('none is enforced for everybody', mend)];
}

async function lookAtPractice(pool: Pool, hash: string, name: string): Promise<Finding> {
  const { fine, broken } = checking('practice');
  const mend = '`safeward practice rollback --reason TEXT` goes back to the one before';
  const files = await loadSources(pool, hash);
  if (files === null) return broken(`${name}: its files are gone`, mend);
  const examined = await examineHere(files, true);
  switch (examined.kind) {
    case 'fine':
      return fine(`${name}: loads, and passes its tests`);
    case 'unusable':
      return broken(`${name}: cannot be used by this version of Safeward`, mend);
    case 'tests_failed':
      return broken(
        `${name}: ${countOf(examined.failures.length, 'test')} failed, first “${visible(examined.failures[0]?.test ?? '')}”`,
        mend,
      );
    case 'took_too_long':
      return broken(`${name}: its tests take longer than anybody waits`, mend);
  }
}

async function lookAtKeys(pool: Pool): Promise<Finding> {
  const { fine, broken } = checking('keys');
  const live = (await listKeys(pool)).filter(({ revoked_at }) => revoked_at === null);
  const deciding = live.filter(({ scopes }) => scopes.includes('decide')).length;
  if (deciding === 0)
    return broken('there is none to decide with', 'make one: `safeward keys create --name NAME`');
  return fine(`${countOf(live.length, 'key')}, ${deciding} to decide with`);
}

async function lookAtRecords(pool: Pool, isServed: boolean): Promise<Finding> {
  const { fine, look } = checking('records');
  const overdue = await countOverdue(pool, Date.now() - 25 * HOUR_MS);
  if (overdue === 0) return fine('none is kept longer than its practice says');
  return look(
    `${countOf(overdue, 'record')}${overdue >= 1_000 ? ' or more' : ''} should have been removed a day ago`,
    isServed ? 'the log of the server says why' : 'a server removes them while it runs: start one',
  );
}

async function lookAtHolds(pool: Pool): Promise<Finding> {
  const { fine, look } = checking('held');
  const waiting = await findWaiting(pool, Date.now() - 24 * HOUR_MS);
  if (waiting === null) return fine('nothing waits longer than a day');
  const since = waiting.oldest.toISOString().slice(0, 10);
  return look(
    `${countOf(waiting.held, 'held decision')} ${waiting.held === 1 ? 'waits' : 'wait'} longer than a day, since ${since} at most`,
    'somebody should end them: `safeward held list`',
  );
}

async function lookAtWebhooks(pool: Pool): Promise<Finding> {
  const { fine, look } = checking('webhooks');
  const [first, ...rest] = await listDeadEndpoints(pool);
  if (first === undefined) return fine('none was given up');
  const more = rest.length === 0 ? '' : `, and ${countOf(rest.length, 'endpoint')} more`;
  return look(
    `${visible(first.url)} missed ${countOf(first.count, 'delivery', 'deliveries')} (${visible(first.problem)})${more}`,
    `when it answers again: POST /v1/webhooks/${first.endpoint}/replay`,
  );
}
