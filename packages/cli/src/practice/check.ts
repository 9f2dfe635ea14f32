import { type Finding, loadPractice } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { formatFindings } from '../output/findings.ts';
import { countOf, shortLabel } from '../output/words.ts';
import { paint, print, printJson } from '../terminal.ts';
import { readPractice } from './folder.ts';

export interface CheckOptions {
  readonly strict?: true;
  readonly json?: true;
}

/** Prints everything that is to be said about a practice, and whether it can be used. */
export async function check(dir: string, { strict, json }: CheckOptions): Promise<0 | 3> {
  const loaded = loadPractice(readPractice(dir));
  const errors = loaded.findings.filter(({ severity }) => severity === 'error').length;
  const ok = loaded.ok && (!strict || loaded.findings.length === 0);
  const label = loaded.ok ? loaded.plan.label : null;
  if (json) await printJson({ ok, practice: label, findings: loaded.findings });
  else await print(describe(loaded.findings, { dir, errors, label, ok }));
  return ok ? EXIT.fine : EXIT.checkFailed;
}

interface Verdict {
  readonly dir: string;
  readonly errors: number;
  readonly label: string | null;
  readonly ok: boolean;
}

function describe(findings: readonly Finding[], { dir, errors, label, ok }: Verdict): string {
  const counts = `${countOf(errors, 'error')}, ${countOf(findings.length - errors, 'warning')}`;
  const verdict = ok
    ? paint('green', 'Usable:')
    : paint('red', errors > 0 ? 'Not usable:' : 'Usable, but not passed:');
  const name = label === null ? '' : ` ${shortLabel(label)}`;
  return `${formatFindings(findings, { folder: dir, stream: process.stdout })}${verdict}${name} ${counts}.\n`;
}
