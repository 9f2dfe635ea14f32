import { type PackReport, type Signed, type Verdict, wordsOfType } from '@safeward/ledger';
import { visible } from '../output/visible.ts';
import { countOf } from '../output/words.ts';

/** What a pack proves and what it does not, for a person. */
export function describeVerdict(verdict: Verdict<PackReport>): string {
  if (!verdict.ok)
    return `NOT PROVEN: ${visible(verdict.what)} ${visible(verdict.detail)}.\n\nNothing else in the pack should be relied on.\n`;
  const {
    origin,
    size,
    signed,
    witnesses,
    records,
    types,
    shown,
    withheld,
    from,
    to,
    between,
    continues,
    unread,
  } = verdict.value;
  const proven = [
    `The log ${visible(origin)} had ${countOf(size, 'leaf', 'leaves')}, and says so with ${signed.map(described).join(' and ')}.`,
    `${countOf(records, 'record')} stood in it, as they are${from === null ? '' : `, from ${from} to ${to}`}: ${Object.entries(
      types,
    )
      .map(([type, count]) => wordsOfType(type, count))
      .join(', ')}.`,
    `${countOf(shown, 'part')} of them are shown, and are what the log committed to.`,
    ...(continues === null
      ? []
      : [
          `The log goes on from the earlier checkpoint of ${countOf(continues, 'leaf', 'leaves')}, and changed nothing in it.`,
        ]),
    ...(witnesses.length === 0
      ? []
      : [`It was cosigned by ${witnesses.map(({ key }) => visible(key.name)).join(', ')}.`]),
  ];
  const not = [
    ...(withheld > 0 ? [`What ${countOf(withheld, 'part')} say that are not shown.`] : []),
    ...(between > 0
      ? [
          `What ${countOf(between, 'leaf', 'leaves')} between the first record and the last are about: they are not in the pack.`,
        ]
      : []),
    ...(continues === null
      ? ['That the log never said anything else: give a checkpoint that you kept, with --previous.']
      : []),
    ...(witnesses.length === 0 ? ['That anybody else has seen the log: no witness was asked for.'] : []),
    ...(unread.length > 0
      ? [`What ${unread.map(visible).join(', ')} say: this version does not know such files.`]
      : []),
    'That everything that happened was recorded.',
  ];
  return `PROVEN\n${list(proven)}\nNOT PROVEN\n${list(not)}`;
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `  - ${sentence}\n`).join('');
}

function described({ key, time }: Signed): string {
  const kind = key.kind === 'ed25519' ? 'an Ed25519 signature' : 'an ML-DSA-44 signature';
  return time === null ? kind : `${kind} of ${new Date(time * 1000).toISOString().slice(0, 19)}Z`;
}
