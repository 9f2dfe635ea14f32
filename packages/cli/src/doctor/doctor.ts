import { dataFolderAt, lockHolder } from '@safeward/server';
import { asOptions } from '../config/options.ts';
import { resolveSettings, type Sources } from '../config/resolve.ts';
import { EXIT } from '../exit.ts';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';
import { countOf } from '../output/words.ts';
import { lineWidth, paint, print, printJson } from '../terminal.ts';
import { lookAtContents } from './contents.ts';
import { lookAtDatabase } from './database.ts';
import type { Finding } from './finding.ts';
import { lookAtFolder } from './folder.ts';
import { lookAtNode, lookAtSettings } from './program.ts';
import { lookAtPort, lookAtSpoolFolder, lookAtUse } from './surroundings.ts';

/** Looks at everything that Safeward stands on, and prints what it found; changes nothing. */
export async function doctor(sources: Sources, json: boolean): Promise<0 | 3> {
  const findings = await lookAtAll(sources);
  const broken = findings.filter(({ state }) => state === 'broken').length;
  if (json) await printJson({ ok: broken === 0, checks: findings });
  else await print(describe(findings, broken));
  return broken === 0 ? EXIT.fine : EXIT.checkFailed;
}

async function lookAtAll(sources: Sources): Promise<readonly Finding[]> {
  const resolution = resolveSettings(sources);
  const options = asOptions(resolution);
  const folder = dataFolderAt(options.data);
  const onDisk = lookAtFolder(folder);
  // Where it cannot be written, nothing can be opened in it, and what is said about it says so.
  const isUsable = onDisk.every(({ check, state }) => check !== 'folder' || state === 'fine');
  const holder = isUsable ? lockHolder(folder) : null;
  const isServed = holder !== null;
  return [
    lookAtNode(process.versions.node),
    ...lookAtSettings(resolution, options),
    ...onDisk,
    ...(isUsable
      ? [
          lookAtUse(folder, holder),
          ...(await lookAtDatabase(options, isServed, (pool) => lookAtContents(pool, options, isServed))),
          await lookAtSpoolFolder(folder, holder),
        ]
      : []),
    await lookAtPort(options.host, options.port, holder),
  ];
}

const MARKS = { fine: '✓', look: '!', broken: '✗' } as const;
const STYLES = { fine: 'green', look: 'yellow', broken: 'red' } as const;

function describe(findings: readonly Finding[], broken: number): string {
  const rows = findings.map(({ check, state, said, mend }) => [
    paint(STYLES[state], MARKS[state]),
    check,
    `${visible(said)}${mend === null ? '' : ` → ${visible(mend)}`}`,
  ]);
  const looks = findings.filter(({ state }) => state === 'look').length;
  const verdict =
    broken > 0
      ? `${countOf(broken, 'thing')} to mend${looks > 0 ? `, ${looks} to look at` : ''}.`
      : looks > 0
        ? `It works; ${countOf(looks, 'thing')} to look at.`
        : 'All is well.';
  return `${formatTable(rows, lineWidth())}\n${verdict}\n`;
}
