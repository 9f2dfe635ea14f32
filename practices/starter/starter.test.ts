import { readFileSync } from 'node:fs';
import { decide, loadPractice, type Practice, parseEvent, runPracticeTests } from '@safeward/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOLDER, starterFiles } from './read.ts';
import { NOTES } from './readme/notes.ts';
import { withTables } from './readme/table.ts';

const files = starterFiles();
const loaded = loadPractice(files);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings, null, 2));
const { practice, plan, findings } = loaded;

describe('the practice', () => {
  test('checks without errors or warnings', () => {
    expect(findings).toEqual([]);
  });

  test('has measures against every harm it names, at least 24', () => {
    expect(practice.measures.length).toBeGreaterThanOrEqual(24);
    expect([...new Set(practice.measures.map(({ harm }) => harm))].sort()).toEqual(
      practice.harms.map(({ id }) => id).sort(),
    );
  });

  test('protects whose age is not known, in every kind of event it knows of', () => {
    expect(practice.settings).toMatchObject({
      unknown_age: 'child',
      unknown_connection: 'unconnected',
      zone: 'Europe/London',
      on_failure: { contact_request: 'closed', message: 'closed', group_invite: 'closed', post: 'open' },
    });
  });

  test('keeps no words of those who are left alone or only spoken to', () => {
    expect(practice.keep.byAction).toEqual({ allow: 'signals', nudge: 'signals' });
    expect(practice.keep.otherwise).toBe('content');
  });

  test('has the same hash whatever the order of its files', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...files], { minLength: files.length }), (shuffled) => {
        const again = loadPractice(shuffled);
        expect(again.ok && again.practice.hash).toBe(practice.hash);
      }),
      { numRuns: 5 },
    );
  });

  test('decides the same whatever the order of its files', () => {
    const reversed = loadPractice([...files].reverse());
    if (!reversed.ok) throw new Error('the files in another order do not load');
    const event = parseEvent({
      id: 'e',
      kind: 'message',
      at: '2026-01-15T23:00:00Z',
      actor: { id: 'a', age: { band: 'adult' } },
      target: { id: 'b', age: { band: '13_15' } },
      content: { text: 'how old are you? add me on snapchat, dont tell anyone' },
    });
    if (!event.ok) throw new Error(JSON.stringify(event.problems));
    expect(decide(reversed.plan, event.value)).toEqual(decide(plan, event.value));
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
    const holdsBack = practice.tests.filter(({ expect: { excludes = [] } }) => excludes.includes(id));
    expect(fires.length, 'tests in which it fires').toBeGreaterThan(0);
    expect(holdsBack.length, 'tests in which it does not').toBeGreaterThan(0);
    expect(measure.kinds.length, 'kinds it is for').toBeGreaterThan(0);
    expect(NOTES[id]?.whom, 'for whom it is').toMatch(/\w/);
    expect(NOTES[id]?.blind, 'what it cannot see').toMatch(/\w/);
    const words = Object.values(measure.tell);
    for (const word of words.flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)))) {
      expect(word.length, word).toBeLessThanOrEqual(240);
      expect(longestSentence(word), word).toBeLessThanOrEqual(25);
    }
  });

  test('near misses are of a kind that the measure is for', () => {
    const beside = practice.tests.flatMap(({ name, given, expect: { excludes = [] } }) =>
      excludes
        .filter((id) => !kindsOf(practice, id).includes(String(given.kind ?? 'message')))
        .map((id) => `${name}: ${id}`),
    );
    expect(beside).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = readFileSync(`${FOLDER}README.md`, 'utf8');

  test('has the tables of this practice; write them with `node practices/starter/readme/write.ts`', () => {
    expect(readme).toBe(withTables(readme, practice));
  });

  test('has one row for every measure, and notes on no other', () => {
    const rows = [...readme.matchAll(/^\| .*? `([a-z_]+\.[a-z0-9_]+)` \|/gm)].map(([, id]) => id);
    expect(rows.sort()).toEqual(practice.measures.map(({ id }) => id).sort());
    expect(Object.keys(NOTES).sort()).toEqual(practice.measures.map(({ id }) => id).sort());
  });
});

function kindsOf({ measures }: Practice, id: string): readonly string[] {
  return measures.find((measure) => measure.id === id)?.kinds ?? [];
}

/** In words. A twelve-year-old reads short sentences. */
function longestSentence(text: string): number {
  return Math.max(...text.split(/[.?!](?:\s|$)/).map((sentence) => sentence.trim().split(/\s+/).length));
}
