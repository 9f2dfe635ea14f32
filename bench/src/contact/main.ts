import { parseArgs } from 'node:util';
import type { ContactRow } from './evaluate.ts';
import { type BlindRow, judgeBlind } from './judge-blind.ts';
import { readPlan } from './plan.ts';
import { aboutStrangers, type ContactReport, reportContact } from './report.ts';

/** `npm run eval -- contact [--practice DIR] [--each N] [--seed N] [--json] [--blind]`: `--blind` takes the ones written by hand */
export function evaluateContact(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      practice: { type: 'string' },
      seed: { type: 'string', default: '77' },
      each: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      blind: { type: 'boolean', default: false },
    },
  });
  if (values.blind) {
    const plan = readPlan(values.practice);
    process.stdout.write(
      `All measures\n${formatBlind(judgeBlind(plan, () => false))}\nWithout rules about strangers\n${formatBlind(judgeBlind(plan, aboutStrangers))}`,
    );
    return 0;
  }
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

function formatBlind(rows: readonly BlindRow[]): string {
  const lines = rows.map(
    ({ name, risky, strictest }) => `${risky ? 'risky   ' : 'harmless'} ${strictest.padEnd(6)} ${name}`,
  );
  for (const risky of [true, false]) {
    const of = rows.filter((row) => row.risky === risky);
    const count = (...actions: readonly string[]): number =>
      of.filter(({ strictest }) => actions.includes(strictest)).length;
    lines.push(
      `${risky ? 'risky' : 'harmless'}: ${of.length}, held ${count('hold', 'block')}, nudged or limited ${count('nudge', 'limit')}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
