import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemsOf, REFUSED } from '../scripts/docs/event.ts';
import { renderDocs } from '../scripts/generate-docs.ts';
import { ROOT } from './proof/pages.ts';

describe('what is made from the code', () => {
  let rendered: ReadonlyMap<string, string>;
  beforeAll(async () => {
    rendered = await renderDocs();
  });

  it.each([
    'docs/event.md',
    'docs/decision.md',
    'docs/architecture.md',
    'docs/reference/practice-language.md',
    'docs/reference/practice.schema.json',
    'docs/reference/signals.md',
    'docs/reference/http-api.md',
    'docs/reference/openapi.json',
    'docs/reference/cli.md',
    'docs/reference/metrics.md',
  ])('%s is as `npm run docs` would write it now', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(rendered.get(path));
  });

  it('is all looked at here', () => {
    expect(rendered.size).toBe(10);
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
