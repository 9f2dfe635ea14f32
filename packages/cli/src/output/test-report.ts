import { join } from 'node:path';
import type { TestResult } from '@safeward/engine';
import { paint } from '../terminal.ts';
import type { FindingsView } from './findings.ts';
import { visible } from './visible.ts';
import { countOf } from './words.ts';

/** The tests that failed, each with what was expected and what came, and a count of all. */
export function formatTestReport(practice: string, tests: readonly TestResult[], view: FindingsView): string {
  if (tests.length === 0) return `${practice} has no tests.\n`;
  const failed = tests.filter(({ passed }) => !passed);
  const details = failed.map(({ name, file, line, failures }) => {
    const place = `${view.folder.endsWith(file) ? view.folder : join(view.folder, file)}:${line}`;
    const lines = failures.map((failure) => `    ${visible(failure)}\n`).join('');
    return `${paint('red', '✗', view.stream)} ${visible(name)} ${paint('dim', place, view.stream)}\n${lines}`;
  });
  const passed = tests.length - failed.length;
  const verdict =
    failed.length === 0 ? paint('green', 'All hold', view.stream) : paint('red', 'Failed', view.stream);
  return `${details.join('')}${verdict} for ${practice}: ${countOf(passed, 'test')} passed, ${failed.length} failed.\n`;
}
