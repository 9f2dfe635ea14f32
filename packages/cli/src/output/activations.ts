import type { Activation, Version } from '@safeward/server';
import { paint, width } from '../terminal.ts';
import { formatTable } from './table.ts';
import { visible } from './visible.ts';
import { shortLabel } from './words.ts';

/** One sentence: what was done, or what has to be done next. */
export function describeActivation(activation: Activation): string {
  const { id, practice, state } = activation;
  const name = shortLabel(practice);
  switch (state) {
    case 'pending':
      return `${name} waits for somebody else: \`safeward practice approve ${id}\`, or over HTTP with another key.\n`;
    case 'live':
      return `${paint('green', `${name} ${doing(activation)}`)} (activation ${id}).\n`;
    case 'ended':
      return `${name} has ended (activation ${id}).\n`;
  }
}

function doing({ kind, stage, share, expires_at }: Activation): string {
  if (kind === 'overlay') return `is laid over what is in force until ${minute(expires_at)}`;
  switch (stage) {
    case 'enforce':
      return 'is in force';
    case 'share':
      return `acts for ${share}% of actors`;
    case 'shadow':
      return 'is tried in shadow';
  }
}

/** The versions, and what became of them, newest first. */
export function formatPractices(practices: readonly Version[], activations: readonly Activation[]): string {
  if (practices.length === 0) return 'No practice was ever uploaded.\n';
  const versions = practices.map(({ practice, hash, stored_at, uploaded_by }) => [
    shortLabel(practice),
    liveWord(activations.filter((one) => one.hash === hash)),
    minute(stored_at),
    visible(uploaded_by ?? ''),
  ]);
  const history = activations.map((one) => [
    String(one.id),
    shortLabel(one.practice),
    stageOf(one),
    stateOf(one),
    minute(one.activated_at ?? one.requested_at),
    minute(one.ended_at),
    visible([one.requested_by, one.approved_by].filter((who) => who !== null).join(', ')),
    visible(one.guard_problem ?? one.ended_reason ?? one.reason),
  ]);
  return [
    formatTable([dim('version', 'now', 'uploaded', 'by'), ...versions], width()),
    formatTable([dim('id', 'practice', 'stage', 'state', 'from', 'to', 'by', 'why'), ...history], width()),
  ].join('\n');
}

function liveWord(activations: readonly Activation[]): string {
  const live = activations.filter(({ state }) => state === 'live').map(stageOf);
  if (live.length > 0) return paint('green', live.join(', '));
  if (activations.some(({ state }) => state === 'pending')) return paint('yellow', 'pending');
  return activations.length === 0 ? 'draft' : '';
}

function stageOf({ kind, stage, share }: Activation): string {
  if (kind === 'overlay') return 'overlay';
  return stage === 'share' ? `share ${share}%` : stage;
}

function stateOf({ state, ended_as }: Activation): string {
  switch (state) {
    case 'live':
      return paint('green', state);
    case 'pending':
      return paint('yellow', state);
    case 'ended':
      return (ended_as ?? state).replace('_', ' ');
  }
}

function dim(...titles: readonly string[]): readonly string[] {
  return titles.map((title) => paint('dim', title));
}

function minute(time: string | null): string {
  return time === null ? '' : `${time.slice(0, 10)} ${time.slice(11, 16)}Z`;
}
