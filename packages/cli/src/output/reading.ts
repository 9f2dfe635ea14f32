import type { SignalReading } from '@safeward/engine';
import type { Subject } from '../input/subject.ts';
import { paint } from '../terminal.ts';
import { wrap } from './columns.ts';
import { markPlaces } from './marked.ts';
import { ageOf } from './people.ts';
import { formatTable } from './table.ts';
import { spelledOut, visible } from './visible.ts';
import { countOf } from './words.ts';

const INDENT = '  ';
/** Lower scores are in the JSON alone. */
const SHOWN_FROM = 0.5;

/** All that was seen on one line, for a person: the text with what was seen marked in it, then each signal. */
export function formatReading(
  subject: Subject,
  reading: SignalReading,
  { line, width }: { readonly line: number; readonly width: number },
): string {
  const text = subject.kind === 'text' ? subject.text : subject.event.content?.text;
  const spans = reading.text.flatMap((seen) => seen.spans);
  const shown =
    text === undefined ? [paint('dim', 'no text')] : wrap(markPlaces(text, spans), width - INDENT.length);
  const room = width - INDENT.length;
  const below = [
    ...shown,
    ...tableLines(reading.text.map(describeSignal), room),
    ...tableLines(describeRest(reading), room),
  ];
  if (below.length === shown.length) below.push(paint('dim', 'nothing to be seen'));
  return [describeHead(subject, line), ...below.map((row) => INDENT + row)].join('\n');
}

function tableLines(rows: readonly (readonly string[])[], width: number): readonly string[] {
  return rows.length === 0 ? [] : formatTable(rows, width).trimEnd().split('\n');
}

function describeHead(subject: Subject, line: number): string {
  const head = paint('dim', `line ${line}`);
  if (subject.kind === 'text') return subject.id === null ? head : `${head}  ${visible(subject.id)}`;
  const { id, kind, actor, target } = subject.event;
  const whom = target === undefined ? '' : ` → ${visible(target.id)}`;
  return `${head}  ${visible(id)}  ${kind}  ${visible(actor.id)}${whom}`;
}

function describeSignal({ signal, family, title, spans }: SignalReading['text'][number]): readonly string[] {
  const places = spans.map(({ text }) => `“${spelledOut(text)}”`).join(' ');
  return [paint('bold', signal), paint('dim', family), `${title}: ${places}`];
}

/** What is known beside the text, and said: what the event leaves out is not listed as unknown once more. */
function describeRest({
  scores,
  links,
  actor,
  target,
  relationship,
  audience,
}: SignalReading): readonly (readonly string[])[] {
  const rows = links.map((link) => [paint('dim', 'link'), describeLink(link)]);
  const high = Object.entries(scores ?? {}).filter(([, score]) => score >= SHOWN_FROM);
  if (high.length > 0)
    rows.unshift([
      paint('dim', 'scores'),
      high.map(([name, score]) => `${name} ${score.toFixed(2)}`).join(', '),
    ]);
  if (actor !== null) rows.push([paint('dim', 'actor'), describeAccount(actor)]);
  if (target !== null) rows.push([paint('dim', 'target'), describeAccount(target)]);
  const stand = relationship === null ? [] : describeRelationship(relationship);
  if (stand.length > 0) rows.push([paint('dim', 'relationship'), stand.join(', ')]);
  if (audience !== null) rows.push([paint('dim', 'audience'), audience]);
  return rows;
}

function describeLink({ url, domain, platform, shortener, invite }: SignalReading['links'][number]): string {
  const what = [
    ...(platform === null ? [] : [platform]),
    ...(shortener ? ['shortener'] : []),
    ...(invite ? ['invitation'] : []),
  ];
  return `${visible(url)} (${[domain, ...what].join(', ')})`;
}

function describeAccount(account: NonNullable<SignalReading['actor']>): string {
  const { age_band, assurance, account_age_days } = account;
  const age = assurance === 'none' ? ageOf(age_band) : `${ageOf(age_band)} (${assurance})`;
  if (account_age_days === null) return age;
  return account_age_days < 0
    ? `${age}, account made after the event`
    : `${age}, account ${countOf(account_age_days, 'day')} old`;
}

function describeRelationship({
  connected,
  mutual_connections,
  blocked,
}: NonNullable<SignalReading['relationship']>): readonly string[] {
  return [
    ...(connected === null ? [] : [connected ? 'connected' : 'not connected']),
    ...(mutual_connections === null ? [] : [`${mutual_connections} in common`]),
    ...(blocked === true ? ['blocked'] : []),
  ];
}
