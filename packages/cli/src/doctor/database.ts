import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compareSchema,
  type Database,
  type DatabaseCondition,
  dataFolderAt,
  MIGRATIONS,
  openDatabase,
  readCondition,
} from '@safeward/server';
import { maskedAddress } from '../config/mask.ts';
import { Mistake } from '../mistake.ts';
import { countOf } from '../output/words.ts';
import { fromServer } from '../server/refusals.ts';
import type { StartOptions } from '../server/start.ts';
import { say } from '../terminal.ts';
import { checking, type Finding } from './finding.ts';

/** Whether what is in the tables can be looked at. */
export interface DatabaseLook {
  readonly findings: readonly Finding[];
  /** `new`: nothing of Safeward is in it yet. `other`: its tables are another version's. */
  readonly tables: 'ours' | 'new' | 'other';
}

/**
 * Opens the database as a command does that works beside a server, and looks at it; where there is none yet, tries one
 * in a temporary folder. Changes nothing in it.
 *
 * @param more looks at what is in the tables, where they can be read
 */
export async function lookAtDatabase(
  options: StartOptions,
  isServed: boolean,
  more: (pool: Database['pool']) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const { broken } = checking('database');
  // A database elsewhere is asked without a folder being made for it here.
  const { path, postgres } = dataFolderAt(options.data);
  const isThere = existsSync(options.database === undefined ? postgres : path);
  const onTrial = isThere || isServed ? null : temporaryFolder();
  try {
    const database = await openDatabase({
      dataDir: onTrial ?? options.data,
      url: options.database,
      attach: true,
      onProgress: (message) => say(`${message} …`),
    });
    try {
      const { findings, tables } = await look(database, options, isServed);
      return [...findings, ...(tables === 'ours' ? await more(database.pool) : [])];
    } finally {
      await database.close();
    }
  } catch (error) {
    const told = fromServer(error, options);
    if (!(told instanceof Mistake)) throw told;
    const mend =
      options.database === undefined
        ? 'what it says names the cause; `docs/operations.md` has more under “When something fails”'
        : 'see that it runs, that this machine may reach it, and that `database` names it rightly';
    return [broken(told.message.replaceAll(/\s+/g, ' ').trim(), mend)];
  } finally {
    if (onTrial !== null) rmSync(onTrial, { recursive: true, force: true });
  }
}

async function look(
  { pool, url, embedded }: Database,
  options: StartOptions,
  isServed: boolean,
): Promise<DatabaseLook> {
  const condition = await readCondition(pool);
  const where = options.database === undefined ? 'of its own' : `at ${maskedAddress(url)}`;
  const running = embedded === null ? 'answers' : 'starts';
  return withSchema(
    [
      conditionFinding(condition, `PostgreSQL ${condition.version} ${where} ${running}`),
      clockFinding(condition),
    ],
    await compareSchema(pool, MIGRATIONS),
    { condition, isServed },
  );
}

function conditionFinding({ isReadOnly, hasRoom, losesData }: DatabaseCondition, said: string): Finding {
  const { fine, broken } = checking('database');
  if (isReadOnly)
    return broken(`${said}, but only for reading`, 'name the primary, or end what makes it read-only');
  if (!hasRoom)
    return broken(
      `${said}, but its disk is full (53100)`,
      'make room on the disk that it is on; nothing else is needed',
    );
  if (losesData)
    return broken(
      `${said}, but may lose what it acknowledged`,
      'turn fsync and full_page_writes on in its settings',
    );
  return fine(said);
}

const CLOCK_LOOK_MS = 1_000;
const CLOCK_BROKEN_MS = 60_000;

function clockFinding({ clockAheadMs }: DatabaseCondition): Finding {
  const { fine, look, broken } = checking('clock');
  const apart = Math.abs(clockAheadMs);
  if (apart < CLOCK_LOOK_MS) return fine(`${apart} ms from that of the database`);
  const said = `that of the database is ${apart} ms ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this one`;
  const mend = 'keep both machines on network time';
  return apart < CLOCK_BROKEN_MS ? look(said, mend) : broken(said, mend);
}

function withSchema(
  before: readonly Finding[],
  { missing, unknown }: Awaited<ReturnType<typeof compareSchema>>,
  { condition, isServed }: { readonly condition: DatabaseCondition; readonly isServed: boolean },
): DatabaseLook {
  const { fine, look, broken } = checking('schema');
  const also = (finding: Finding, tables: DatabaseLook['tables']) => ({
    findings: [...before, finding],
    tables,
  });
  if (unknown.length > 0)
    return also(
      broken(`was made by a newer Safeward (it has ${unknown.join(', ')})`, 'start that one'),
      'other',
    );
  if (missing.length === 0) return also(fine('as this Safeward needs it'), 'ours');
  if (!condition.mayCreate)
    return also(
      broken('the account may not create schemas', 'grant it: `grant create on database NAME to ACCOUNT`'),
      'other',
    );
  const isNew = missing.some((name) => name.startsWith('keys/001'));
  if (isNew) return also(fine('not set up yet; the first start does it'), 'new');
  const older = `is of an older Safeward: ${countOf(missing.length, 'migration')} behind (what is in it is not looked at)`;
  const mend = isServed
    ? 'a server of an older version runs on it: stop it, and start this one'
    : 'make a backup; the next start brings it up to date';
  return also(look(older, mend), 'other');
}

/** Others may pass through: where this runs as root, the database runs as another account. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'safeward-doctor-'));
  chmodSync(folder, 0o711);
  return folder;
}
