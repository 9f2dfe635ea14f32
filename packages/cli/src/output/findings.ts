import { join } from 'node:path';
import type { Finding } from '@safeward/engine';
import { paint } from '../terminal.ts';
import { visible } from './visible.ts';

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
