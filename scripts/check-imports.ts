import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What the import check found. */
export interface ImportReport {
  readonly ok: boolean;
  /** Modules of ours that were read; a check that read none has checked nothing. */
  readonly modules: number;
  /** One sentence each. */
  readonly problems: readonly string[];
}

interface Cruised {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string; readonly severity: string };
      readonly comment?: string;
      readonly cycle?: readonly { readonly name: string }[];
    }[];
    readonly ruleSetUsed?: {
      readonly forbidden?: readonly { readonly name?: string; readonly comment?: string }[];
    };
  };
}

const here = dirname(fileURLToPath(import.meta.url));
const config = join(here, '..', '.dependency-cruiser.mjs');
const cruiser = join(here, '../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/**
 * Holds the imports under `root` against the import table.
 *
 * dependency-cruiser reports success when its TypeScript reader is missing, because it then sees no module at all;
 * hence the counts: every package must have been read, and imports must have been found.
 */
export function checkImports(root: string): ImportReport {
  const folders = ['packages', 'bench', 'training'].filter((folder) => existsSync(join(root, folder)));
  const ran = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  // With JSON output it ends with 0 whatever it found, so anything else is a failure of the tool itself.
  if (ran.status !== 0) {
    return { ok: false, modules: 0, problems: [`dependency-cruiser failed: ${ran.stderr || ran.stdout}`] };
  }
  return judge(JSON.parse(ran.stdout) as Cruised);
}

function judge({ modules, summary }: Cruised): ImportReport {
  const ours = modules.filter(({ source }) => /^(packages|bench|training)\/.*[.]ts$/.test(source));
  const problems = summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ from, to, rule, cycle }) => {
      const why = summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? '';
      const where = cycle ? [from, ...cycle.map(({ name }) => name)].join(' -> ') : `${from} -> ${to}`;
      return `${where} (${rule.name}) ${why}`;
    });
  if (ours.length === 0) {
    problems.push(
      'No module was read, so nothing was checked. Is `typescript` installed as dependency-cruiser needs it?',
    );
  } else if (ours.every(({ dependencies }) => dependencies.length === 0)) {
    problems.push('No import was found in any module, so nothing was checked.');
  }
  return { ok: problems.length === 0, modules: ours.length, problems };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ok, modules, problems } = checkImports(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(
    ok ? `The imports of ${modules} modules hold.\n` : 'scripts/import-table.ts says who may import whom.\n',
  );
  process.exitCode = ok ? 0 : 1;
}
