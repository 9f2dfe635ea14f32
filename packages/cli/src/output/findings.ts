import { join } from 'node:path';
import type { Finding } from '@safeward/engine';
import { paint } from '../terminal.ts';
import { visible } from './visible.ts';
import { countOf } from './words.ts';

/** Where findings are shown: the folder makes their places clickable. */
export interface FindingsView {
  readonly folder: string;
  readonly stream: NodeJS.WriteStream;
}

/** `file:line:column severity code message`, and a hint below; errors first, then by place. */
export function formatFindings(findings: readonly Finding[], view: FindingsView): string {
  return findings
    .toSorted(byPlace)
    .map((finding) => formatFinding(finding, view))
    .join('');
}

/** Where a practice was only to be used, the first errors are enough to go on with. */
const FIRST = 10;

/** The first errors of a practice that cannot be used, and how to see them all. */
export function formatErrors(findings: readonly Finding[], view: FindingsView): string {
  const errors = findings.filter(({ severity }) => severity === 'error').toSorted(byPlace);
  const shown = formatFindings(errors.slice(0, FIRST), view);
  const more = errors.length - FIRST;
  return more > 0
    ? `${shown}… and ${countOf(more, 'more error')}; \`npx safeward practice check ${view.folder}\` shows all.\n`
    : shown;
}

function formatFinding(finding: Finding, { folder, stream }: FindingsView): string {
  const { file, line, column, severity, code, message, hint } = finding;
  const place = `${folder.endsWith(file) ? folder : join(folder, file)}:${line}:${column}`;
  const word = paint(severity === 'error' ? 'red' : 'yellow', severity, stream);
  const first = `${place} ${word} ${paint('dim', code, stream)} ${visible(message)}\n`;
  return hint === undefined ? first : `${first}    ${paint('dim', 'hint:', stream)} ${visible(hint)}\n`;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
