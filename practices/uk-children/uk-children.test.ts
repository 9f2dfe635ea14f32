import { readFileSync } from 'node:fs';
import {
  decide,
  decideTogether,
  loadPractice,
  type Practice,
  parseEvent,
  runPracticeTests,
  type SourceFile,
} from '@safeward/engine';
import { describe, expect, test } from 'vitest';
import { starterFiles } from '../starter/read.ts';
import { FOLDER, ukChildrenFiles } from './read.ts';
import { codeRefOf, idsIn } from './readme/code-measure.ts';
import { CODE_MEASURES, coveredBy, withTables } from './readme/table.ts';

const { practice, plan, findings } = loadedFrom(ukChildrenFiles());
const starter = loadedFrom(starterFiles());
const together = loadedFrom(inOneFolder());

describe('the practice', () => {
  test('checks without errors or warnings', () => {
    expect(findings).toEqual([]);
  });

  test('has 25 to 35 measures, and with `starter` at least 45', () => {
    expect(practice.measures.length).toBeGreaterThanOrEqual(25);
    expect(practice.measures.length).toBeLessThanOrEqual(35);
    expect(together.practice.measures.length).toBe(
      practice.measures.length + starter.practice.measures.length,
    );
    expect(together.practice.measures.length).toBeGreaterThanOrEqual(45);
  });

  test('has measures against every harm it names', () => {
    expect([...new Set(practice.measures.map(({ harm }) => harm))].sort()).toEqual(
      practice.harms.map(({ id }) => id).sort(),
    );
  });

  test('protects whose age is not known, and keeps no words of those who are offered help', () => {
    expect(practice.settings).toMatchObject({ unknown_age: 'child', unknown_connection: 'unconnected' });
    expect(practice.settings.on_failure).toMatchObject({ message: 'closed', setting_change: 'open' });
    expect(practice.keep.byAction).toEqual({ allow: 'signals', nudge: 'signals', limit: 'signals' });
  });
});

describe('its own tests', () => {
  test.each(
    runPracticeTests(plan).map((result) => [`${result.file}:${result.line} ${result.name}`, result] as const),
  )('%s', (_, { failures }) => {
    expect(failures).toEqual([]);
  });
});

describe('every measure', () => {
  test.each(practice.measures.map((measure) => [measure.id, measure] as const))('%s', (id, measure) => {
    const fires = practice.tests.filter(({ expect: { measures = [], includes = [] } }) =>
      [...measures, ...includes].includes(id),
    );
    const nearMisses = practice.tests.filter(
      ({ given, expect: { excludes = [] } }) =>
        excludes.includes(id) && kindsOf(practice, id).includes(String(given.kind ?? 'message')),
    );
    expect(fires.length, 'tests in which it fires').toBeGreaterThan(0);
    expect(nearMisses.length, 'tests in which an event of its kind does not make it fire').toBeGreaterThan(0);
    const words = Object.values(measure.tell);
    for (const word of words.flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)))) {
      expect(word.length, word).toBeLessThanOrEqual(240);
      expect(longestSentence(word), word).toBeLessThanOrEqual(25);
    }
  });
});

describe('refs to the codes', () => {
  const refs = practice.measures.flatMap(({ id, refs }) => refs.map((ref) => [id, ref] as const));
  const certainties = new Map(CODE_MEASURES.map(({ id, certainty }) => [id, certainty]));

  test('every measure has one', () => {
    const without = practice.measures.filter(({ refs: own }) => !own.some((ref) => codeRefOf(ref)));
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test.each(refs.filter(([, ref]) => /^(?:ICU|PCU)\b/.test(ref)))(
    '%s: “%s” names a known measure, its certainty, and which part',
    (_, ref) => {
      const code = codeRefOf(ref);
      expect(code).not.toBeNull();
      expect(code?.certainty).toBe(certainties.get(code?.id ?? ''));
    },
  );
});

describe('the table of the codes', () => {
  test('has every measure of both, each once', () => {
    const listed = CODE_MEASURES.flatMap(({ id }) => idsIn(id)).filter((id) => !id.includes('.'));
    expect(listed.sort()).toEqual([...numbered('ICU', ICU_COUNTS), ...numbered('PCU', PCU_COUNTS)].sort());
  });

  test('has the four defaults one by one', () => {
    const parts = CODE_MEASURES.map(({ id }) => id).filter((id) => id.includes('.'));
    expect(parts).toEqual(['ICU F1.2', 'ICU F1.3', 'ICU F1.4', 'ICU F1.5']);
  });

  test.each(CODE_MEASURES.map((code) => [code.id, code] as const))(
    '%s is covered in part just where a measure names it, and says what is missing',
    (id, { gate, asks, why }) => {
      expect(coveredBy(id, practice.measures).length > 0).toBe(gate === 'in part');
      expect(asks).toMatch(/\w/);
      expect(why).toMatch(/\w/);
    },
  );

  test('numbers that are not verified say so', () => {
    const unverified = CODE_MEASURES.filter(({ certainty }) => certainty === 'id unverified');
    expect(unverified.flatMap(({ id }) => idsIn(id))).toEqual(
      expect.arrayContaining(['PCU E1', 'PCU E2', 'PCU E3', 'PCU F4', 'PCU H1', 'PCU J2', 'ICU C12']),
    );
  });
});

describe('README.md', () => {
  const readme = readFileSync(`${FOLDER}README.md`, 'utf8');

  test('has the tables of this practice; write them with `node practices/uk-children/readme/write.ts`', () => {
    expect(readme).toBe(withTables(readme, practice));
  });

  test('has a row for every measure and for every measure of the codes', () => {
    const rows = [...readme.matchAll(/^\| [^|]*? `([a-z_]+\.[a-z0-9_]+)` \|/gm)].map(([, id]) => id);
    expect(rows.sort()).toEqual(practice.measures.map(({ id }) => id).sort());
    const codes = [...readme.matchAll(/^\| ((?:ICU|PCU) [^|]+?) \|/gm)].map(([, id]) => id);
    expect(codes).toEqual(CODE_MEASURES.map(({ id }) => id));
  });

  test('names all that the measures read in `context`', () => {
    const read = practice.measures.flatMap(({ when, unless = '' }) =>
      [...`${when} ${unless}`.matchAll(/\bcontext\.(\w+)/g)].map(([, name = '']) => name),
    );
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.map((line) => line.split(' | ')[0]).join(' ');
    expect([...new Set(read)].filter((name) => !named.includes(`\`${name}\``))).toEqual([]);
  });

  test('gives the commands that put both in one folder', () => {
    expect(readme).toContain(
      String.raw`sed -i.bak 's/\(expect: .*\)measures: /\1includes: /' my-code/*.yaml`,
    );
    expect(readme).toContain('rm my-code/uk-children/practice.yaml');
  });
});

describe('beside `starter`', () => {
  test('no measure, harm or list has the same id', () => {
    const namesOf = ({ measures, harms, lists }: Practice) => [
      ...measures.map(({ id }) => id),
      ...harms.map(({ id }) => id),
      ...Object.keys(lists),
    ];
    const theirs = new Set(namesOf(starter.practice));
    expect(namesOf(practice).filter((name) => theirs.has(name))).toEqual([]);
  });

  test('in one folder, both check clean and all their tests hold', () => {
    expect(together.findings).toEqual([]);
    const failed = runPracticeTests(together.plan).filter(({ passed }) => !passed);
    expect(failed.map(({ name, failures }) => [name, failures])).toEqual([]);
  });

  test('as an overlay, the same is decided as in one folder', () => {
    const differing = together.practice.tests.flatMap(({ name, given }) => {
      const event = parseEvent({ id: 'e', kind: 'message', at: '2026-01-15T12:00:00Z', ...withIds(given) });
      if (!event.ok) return [`${name}: ${JSON.stringify(event.problems)}`];
      const laidOver = decideTogether([starter.plan, plan], event.value).outcome;
      const merged = decide(together.plan, event.value).outcome;
      return laidOver.action === merged.action && laidOver.until === merged.until ? [] : [name];
    });
    expect(differing).toEqual([]);
  });
});

/** How many measures each group of the codes has, by its letter. */
const ICU_COUNTS = { A: 7, C: 16, D: 14, E: 1, F: 2, G: 3, H: 1, J: 3 } as const;
const PCU_COUNTS = { A: 7, B: 7, C: 11, D: 14, E: 3, F: 5, G: 3, H: 1, J: 3 } as const;

function numbered(code: string, counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${code} ${letter}${index + 1}`),
  );
}

/** The files of both, as README.md says to put them into one folder. */
function inOneFolder(): readonly SourceFile[] {
  const theirs = starterFiles().map(({ path, text }) => ({
    path,
    text: text.replace(/(expect: .*)measures: /g, '$1includes: '),
  }));
  const ours = ukChildrenFiles()
    .filter(({ path }) => path !== 'practice.yaml')
    .map(({ path, text }) => ({ path: `uk-children/${path}`, text }));
  return [...theirs, ...ours];
}

function loadedFrom(files: readonly SourceFile[]) {
  const loaded = loadPractice(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings, null, 2));
  return loaded;
}

/** Tests leave out who it is; an event cannot. */
function withIds(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const person = (id: string, fields: unknown) => ({ id, ...(fields as object | undefined) });
  return {
    ...given,
    actor: person('actor', given.actor),
    ...(given.target === undefined ? {} : { target: person('target', given.target) }),
  };
}

function kindsOf({ measures }: Practice, id: string): readonly string[] {
  return measures.find((measure) => measure.id === id)?.kinds ?? [];
}

/** In words. A twelve-year-old reads short sentences. */
function longestSentence(text: string): number {
  return Math.max(...text.split(/[.?!](?:\s|$)/).map((sentence) => sentence.trim().split(/\s+/).length));
}
