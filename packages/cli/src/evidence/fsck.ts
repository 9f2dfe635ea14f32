import { type Checked, checkLog } from '@safeward/server';
import { Mistake } from '../mistake.ts';
import { withDatabase } from '../server/database.ts';
import { type DataOptions, mustBeUsed } from '../server/options.ts';

/** @throws {Mistake} where there is no log */
export async function fsck(options: DataOptions): Promise<Checked> {
  mustBeUsed(options);
  const checked = await withDatabase(options, ({ pool, folder }) => checkLog(pool, folder.log));
  if (checked === null) throw new Mistake(`There is no log in ${options.data} yet.`);
  return checked;
}
