import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf, REFUSED } from '../scripts/docs/event.ts';
import { renderDocs } from '../scripts/generate-docs.ts';
import { ROOT } from './proof/pages.ts';

const rendered = await renderDocs();

describe('what is made from the code', () => {
  it('is not nothing', () => {
    expect(rendered.size).toBeGreaterThan(8);
  });

  it.each([...rendered])('%s is as `npm run docs` would write it now', (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  });
});

describe('the codes with which events are refused', () => {
  const documented = new Set(REFUSED.flatMap(([, event]) => problemsOf(event).map(({ code }) => code)));

  it('are in the table, whatever is sent', () => {
    const field = fc.constantFrom(
      'id',
      'kind',
      'at',
      'actor',
      'target',
      'audience',
      'content',
      'context',
      'x',
    );
    const event = fc.dictionary(
      field,
      fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 4 }),
    );
    fc.assert(
      fc.property(fc.oneof(event, fc.anything(), fc.string()), (given) => {
        for (const { code } of problemsOf(given)) expect(documented).toContain(code);
      }),
    );
  });
});
