import { statSync } from 'node:fs';
import type { Resolution } from '../config/resolve.ts';
import { UNSAFE } from '../config/settings.ts';
import { type Unsafe, unsafeSettings } from '../config/unsafe.ts';
import type { StartOptions } from '../server/start.ts';
import { checking, type Finding } from './finding.ts';

/** As the launcher has it, which is plain JavaScript; a test holds the two together. */
export const OLDEST_NODE = 24;

/** The Node that runs this. */
export function lookAtNode(version: string): Finding {
  const { fine, broken } = checking('node');
  return Number.parseInt(version, 10) >= OLDEST_NODE
    ? fine(`Node ${version}`)
    : broken(`Node ${version} is too old`, `install Node ${OLDEST_NODE} or newer`);
}

/** The settings: whether they are right, kept to those whom they concern, and safe where this is production. */
export function lookAtSettings(resolution: Resolution, options: StartOptions): readonly Finding[] {
  const { fine, look, broken } = checking('settings');
  const { file, problems, settings } = resolution;
  const wrong = problems.map((problem) => broken(problem, 'correct it; `safeward config check` tries it'));
  const findings = [...wrong, ...unsafeSettings(options).map(unsafeFinding)];
  const database = settings.find(({ name }) => name === 'database');
  const hasPassword =
    database?.source.from === 'file' && (URL.parse(String(database.value))?.password ?? '') !== '';
  if (file !== null && hasPassword && isReadByOthers(file))
    findings.push(look(`${file} holds a password, and others may read it`, `chmod 600 ${file}`));
  if (findings.length > 0) return findings;
  return [fine(`${file === null ? 'no file' : `from ${file}`}, ${options.environment ?? 'development'}`)];
}

export function unsafeFinding({ name, what, mend }: Unsafe): Finding {
  return checking('settings').broken(
    `${what}; ${UNSAFE[name].why}`,
    `${mend}; or, if it is meant, \`allow: [${name}]\``,
  );
}

function isReadByOthers(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
}
