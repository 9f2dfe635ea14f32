import { type Finding, loadPractice } from '@safeward/engine';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { formatFindings } from '../output/findings.ts';
import { countOf, shortLabel } from '../output/words.ts';
import { readPractice } from '../practice/folder.ts';
import { paint, print, printJson } from '../terminal.ts';

interface Options {
  readonly strict?: true;
  readonly json?: true;
}

export function checkCommand(finish: Finish): Command {
  return defineCommand({
    name: 'check',
    description: 'Says what is wrong with a code of practice: file, line, column, and a hint.',
    json: 'print one object: ok, practice, findings',
    examples: ['safeward practice check my-practice', 'safeward practice check --strict practices/starter'],
    exits: [EXIT.checkFailed],
  })
    .argument('<dir>', 'the folder of a practice, or its only file')
    .option('--strict', 'fail on warnings as well')
    .action(async (dir: string, options: Options) => {
      finish(await check(dir, options));
    });
}

async function check(dir: string, { strict, json }: Options): Promise<0 | 3> {
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
