import { loadPractice, type Plan, type SourceFile } from '@safeward/engine';
import type { ActivationRequest } from './activation.ts';

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
