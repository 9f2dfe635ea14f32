import { loadPractice, type Plan, type SourceFile } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';
import type { Activation, ActivationRequest } from './activation.ts';
import { examineHere } from './examine.ts';
import { activatePractice, rollBack, uploadPractice } from './lifecycle.ts';
import type { Result } from './result.ts';
import { listActivations, liveActivations } from './store.ts';

/** What tests of practices share: practices from a few lines, requests from a few fields. Not part of the server. */

export interface Sample {
  readonly version?: string;
  readonly name?: string;
  /** What is done with every text that holds its word. */
  readonly does?: Readonly<Record<string, string>>;
  /** More lines of the practice. */
  readonly more?: string;
}

/** A practice that does something with texts that hold a word: `{ dragon: 'block' }`. */
export function sample({
  name = 'sample',
  version = '1.0.0',
  does = {},
  more = '',
}: Sample): readonly SourceFile[] {
  const measures = Object.entries(does).map(([word, action]) =>
    JSON.stringify({
      id: `${name.replaceAll('-', '_')}.${word}`,
      title: `What is done about ${word}`,
      when: `text.contains('${word}')`,
      do: action,
      ...(action === 'hold' && { until: 'reviewer' }),
      ...(action === 'limit' && { limits: ['reduced_reach'] }),
    }),
  );
  const text = `practice: ${name}\nversion: ${version}\n${more}\nmeasures: [${measures.join(', ')}]\n`;
  return [{ path: `${name}.yaml`, text }];
}

export function planOf(given: Sample): Plan {
  const loaded = loadPractice(sample(given));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.plan;
}

export function request(changes: Partial<ActivationRequest> = {}): ActivationRequest {
  return {
    kind: 'base',
    stage: 'enforce',
    share: null,
    guards: [],
    expires_at: null,
    reason: 'a test',
    ...changes,
  };
}

export function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}

export const ANA = 'key:ana';
export const BEN = 'key:ben';

/** @throws where it was refused, which the test then did not mean */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.refusal.kind.code}: ${result.refusal.detail}`);
  return result.value;
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.refusal.kind.code;
}

/** What tests do with the practices of a database, in few words. */
export function houseOf(pool: () => Pool) {
  const upload = (files: readonly SourceFile[]) => uploadPractice(pool(), files, ANA, examineHere);
  /** @returns the hash of a sample that is uploaded */
  const given = async (one: Sample) => done(await upload(sample(one))).hash;
  const activate = (called: string, changes: Partial<ActivationRequest> = {}, by = ANA) =>
    activatePractice(pool(), called, request(changes), by, examineHere);
  return {
    upload,
    given,
    activate,
    /** Uploads and activates a sample. */
    put: async (one: Sample, changes: Partial<ActivationRequest> = {}) =>
      done(await activate(await given(one), changes)),
    back: (to?: string) => rollBack(pool(), { to, reason: 'worse' }, ANA, examineHere),
    live: async () => (await liveActivations(pool())).map(briefly),
    history: async () => (await listActivations(pool(), 100)).map(briefly),
    /** Types of what others are told, with what they are about. */
    told: async () => {
      const { rows } = await pool().query<{ type: string; subject: string }>(
        'select type, subject from outbox.message order by number',
      );
      return rows.map(({ type, subject }) => `${type} ${subject}`);
    },
  };
}

function briefly({ version, kind, stage, state, ended_as }: Activation): string {
  return [version, kind, stage, state, ...(ended_as === null ? [] : [ended_as])].join(' ');
}
