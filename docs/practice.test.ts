import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPractice, runPracticeTests } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { ROOT } from './proof/pages.ts';

const guide = readFileSync(join(ROOT, 'docs/practice.md'), 'utf8');

/** The conditions in the guide's tables: a cell under the title “write”. */
function conditions(): readonly string[] {
  return guide.split(/\n\n/).flatMap((block) => {
    const [head = '', , ...rows] = block.split('\n').map(cellsOf);
    const column = head.indexOf('write');
    return column < 0 ? [] : rows.flatMap((row) => (row[column] ?? '').match(/(?<=`)[^`]+(?=`)/g) ?? []);
  });
}

function cellsOf(line: string): readonly string[] {
  return line.split('|').map((cell) => cell.trim());
}

describe('the conditions that practice.md shows', () => {
  const shown = conditions();

  it('are some', () => {
    expect(shown.length).toBeGreaterThan(12);
  });

  it.each(shown)('%s', (when) => {
    const practice = {
      practice: 'guide',
      version: '0.1.0',
      lists: { shops: ['cheap followers'] },
      measures: [{ id: 'shown', title: 'Shown in the guide', when, do: 'nudge' }],
    };
    // JSON is YAML.
    const { findings } = loadPractice([{ path: 'guide.yaml', text: JSON.stringify(practice) }]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('the table of three values in practice.md', () => {
  const MEANS: Readonly<Record<string, string>> = {
    true: 'event.kind == "message"',
    false: 'event.kind == "post"',
    unknown: 'relationship.blocked',
  };
  const rows = [...guide.matchAll(/^\| (true|false|unknown) \| (\w+) \| (\w+) \| (\w+) \|$/gm)];
  const cases = rows.flatMap(([, left = '', right = '', and = '', or = '']) => [
    [`${left} && ${right}`, `${MEANS[left]} && ${MEANS[right]}`, and] as const,
    [`${left} || ${right}`, `${MEANS[left]} || ${MEANS[right]}`, or] as const,
  ]);

  it('has its rows', () => {
    expect(rows.length).toBe(3);
  });

  /** A measure with the condition matches where it is true, and one with its opposite where it is false. */
  it.each(cases)('%s', (_name, when, value) => {
    const text = JSON.stringify({
      practice: 'guide',
      version: '0.1.0',
      measures: [
        { id: 'holds', title: 'Holds', when, do: 'nudge' },
        { id: 'fails', title: 'Fails', when: `!(${when})`, do: 'nudge' },
      ],
      tests: [
        {
          name: 'as told',
          given: { target: {} },
          expect: { measures: { true: ['holds'], false: ['fails'] }[value] ?? [] },
        },
      ],
    });
    const loaded = loadPractice([{ path: 'guide.yaml', text }]);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
    expect(runPracticeTests(loaded.plan)).toMatchObject([{ failures: [] }]);
  });
});
