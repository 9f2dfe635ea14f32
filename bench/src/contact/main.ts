import { parseArgs } from 'node:util';
import type { ContactRow } from './evaluate.ts';
import { readPlan } from './plan.ts';
import { type ContactReport, reportContact } from './report.ts';

/** `npm run eval -- contact [--practice DIR] [--each N] [--seed N] [--json]` */
export function evaluateContact(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      practice: { type: 'string' },
      seed: { type: 'string', default: '77' },
      each: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  });
  const report = reportContact(readPlan(values.practice), {
    seed: Number(values.seed),
    each: Number(values.each),
  });
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : formatReport(report));
  return 0;
}

const HEAD = ['', 'conversations', 'acted upon', 'held', 'before: median', '90 %'];

function formatReport({ seed, each, parts }: ContactReport): string {
  const lines = [`Conversations of the simulator, ${each} of each kind, seed ${seed}.`];
  for (const { content, rows, kinds } of parts) {
    lines.push('', content ? 'With content' : 'Without content', line(HEAD));
    for (const { name, row } of rows) lines.push(line([name, ...cells(row)]));
    lines.push('', content ? 'By kind, with content' : 'By kind, without content', line(HEAD));
    for (const { kind, risky, held_out, row } of kinds) {
      const name = `${risky ? 'risky' : 'harmless'} ${kind}${held_out ? ' (held out)' : ''}`;
      lines.push(line([name, ...cells(row)]));
    }
  }
  return `${lines.join('\n')}\n`;
}

function cells({ conversations, touched, held, medianBefore, p90Before }: ContactRow): readonly string[] {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    String(conversations),
    percent(touched),
    percent(held),
    String(medianBefore ?? '–'),
    String(p90Before ?? '–'),
  ];
}

function line(parts: readonly string[]): string {
  const [first = '', ...others] = parts;
  return `${first.padEnd(50)}${others.map((part) => part.padStart(15)).join('')}`.trimEnd();
}
