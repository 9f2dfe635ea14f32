import type { Outcome } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { completeAnswer, writeAnswer } from './answer.ts';

const outcome: Outcome = {
  event: 'e1',
  action: 'allow',
  reasons: [],
  effects: [],
  practice: 'p@1.0.0#sha256:0',
};
const plain = writeAnswer('dec_1', outcome, []);
const degraded = writeAnswer('dec_1', outcome, ['database']);
const OUTCOME = '"event":"e1","action":"allow","reasons":[],"effects":[],"practice":"p@1.0.0#sha256:0"';

describe('an answer', () => {
  it.each([
    ['recorded', plain, 'recorded', undefined, `{"id":"dec_1",${OUTCOME},"record":{"id":"dec_1"}}`],
    [
      'recorded, with its time',
      plain,
      'recorded',
      { signals: 0.12345, total: 1.0004 },
      `{"id":"dec_1",${OUTCOME},"record":{"id":"dec_1"},"timing_ms":{"signals":0.123,"total":1}}`,
    ],
    [
      'recorded, with its leaf',
      plain,
      'recorded',
      undefined,
      `{"id":"dec_1",${OUTCOME},"record":{"id":"dec_1","leaf":"${'ab'.repeat(32)}"}}`,
      `${'ab'.repeat(32)}${'A'.repeat(110)}`,
    ],
    [
      'repeated',
      plain,
      'recorded',
      { total: 0.5 },
      `{"id":"dec_1",${OUTCOME},"record":{"id":"dec_1"},"timing_ms":{"total":0.5}}`,
    ],
    [
      'spooled',
      degraded,
      'spooled',
      undefined,
      `{"id":"dec_1",${OUTCOME},"degraded":["database"],"record":null}`,
    ],
    [
      'unrecorded',
      degraded,
      'unrecorded',
      undefined,
      `{"id":"dec_1",${OUTCOME},"degraded":["database"],"record":null,"unrecorded":true}`,
    ],
  ] as const)('that is %s has these bytes', (_name, answer, recording, timing, bytes, seal?) => {
    expect(completeAnswer({ id: 'dec_1', answer, seal }, recording, timing)).toBe(bytes);
  });
});
