import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, changeOf, decide, type Event, loadPractice, type Plan } from '@safeward/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPractice } from '../practice/folder.ts';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { mergeCounted, nothingCounted } from './counted.ts';
import { createCounter } from './counter.ts';
import type { PracticeSource } from './crew.ts';
import { START } from './line-batches.ts';
import { readOn } from './read-on.ts';
import { reportData } from './report.ts';
import type { Interrupted } from './resume.ts';

const CANDIDATE = `
practice: allotment
version: 2.0.0
harms: { noise: { title: Noise } }
settings: { unknown_age: adult }
measures:
  - { id: hold.stranger, title: T, kinds: [message], when: target.child && !relationship.connected, do: hold, until: guardian }
  - { id: block.weeds, title: T, harm: noise, when: "text.contains('bindweed')", do: block }
  - { id: nudge.beans, title: T, harm: noise, when: "text.contains('beans')", do: nudge }
`;

const folder = temporaryFolder();
const FILE = join(folder, 'events.jsonl');
const practices = {
  candidate: { label: 'candidate', files: [{ path: 'practice.yaml', text: CANDIDATE }] },
  against: { label: 'against', files: readPractice(ALLOTMENT.practice) },
};
const candidate = planOf(practices.candidate);
const against = planOf(practices.against);

function planOf({ files }: PracticeSource): Plan {
  const loaded = loadPractice(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.plan;
}

const person = (id: string) =>
  fc
    .constantFrom('under_13', '13_15', 'adult', undefined)
    .map((band) => (band === undefined ? { id } : { id, age: { band } }));
const words = fc.array(
  fc.constantFrom(
    'beans',
    'bindweed',
    'b i n d w e e d',
    'couch grass',
    'HELLO THERE',
    'see https://example.org',
    'ground elder',
  ),
  { maxLength: 3 },
);
const action = fc.constantFrom('allow', 'hold', 'block');

/** Lines as services export them: events, events with what was decided, and here and there something broken. */
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      decided: fc.option(action),
      resolution: fc.option(fc.constantFrom('release', 'refuse')),
    }),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);
const past = fc
  .array(
    fc.record({
      line,
      id: fc.integer({ min: 1, max: 30 }),
      kind: fc.constantFrom('message', 'post'),
      actor: person('a'),
      target: person('t'),
      connected: fc.boolean(),
      words,
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ line: how, id, kind, actor, target, connected, words: said }) => {
      const event = {
        ...{ id: `e${id}`, kind, at: '2026-05-02T09:00:00Z', actor, target },
        ...{ relationship: { connected }, content: { text: said.join(', ') } },
      };
      if (how === null) return { text: JSON.stringify(event).slice(0, 40), event: null };
      const { decided, resolution } = how;
      if (decided === null && resolution === null) return { text: JSON.stringify(event), event };
      const decision = decided === null ? undefined : { action: decided, reasons: [{ measure: 'of old' }] };
      return {
        text: JSON.stringify({
          event,
          decision,
          resolution: resolution && { by: 'reviewer', outcome: resolution },
        }),
        event,
        decision,
      };
    }),
  );

test('counts what deciding afresh, one by one, comes to', () => {
  fc.assert(
    fc.property(past, (lines) => {
      const counter = createCounter({ candidate, against, afresh: false, samples: 3 });
      const bytes = Buffer.from(lines.map(({ text }) => `${text}\n`).join(''));
      counter.add({ kind: 'lines', bytes, firstLine: 1 });
      const { tally, refused } = counter.counted();

      const changes: Partial<Record<Change, number>> = {};
      const matches: Record<string, number> = {};
      for (const { event, decision } of lines) {
        if (event === null) continue;
        const before = decision ?? decide(against, event as Event).outcome;
        const after = decide(candidate, event as Event).outcome;
        const change = changeOf(before as typeof after, after);
        changes[change] = (changes[change] ?? 0) + 1;
        for (const { measure } of after.reasons) matches[measure] = (matches[measure] ?? 0) + 1;
      }
      expect(refused.count).toBe(lines.filter(({ event }) => event === null).length);
      expect(Object.fromEntries(Object.entries(tally.changes).filter(([, count]) => count > 0))).toEqual(
        changes,
      );
      for (const [id, shift] of Object.entries(tally.measures)) expect(shift.after).toBe(matches[id] ?? 0);
      expect(Object.keys(tally.measures)).toEqual(expect.arrayContaining(Object.keys(matches)));
    }),
    { numRuns: 150 },
  );
});

const OPTIONS = { data: join(folder, 'data'), threads: 2 };
const BEGINNING: Interrupted = {
  source: { kind: 'file', file: FILE, position: START, head: { bytes: 0, sha256: '' } },
  practices,
  afresh: false,
  samples: 2,
  counted: nothingCounted(),
};

/** Reads the file, stopping after so many parts; what is left goes through a file, as it does for a person. */
async function readSome(from: Interrupted, threads: number, parts = Number.POSITIVE_INFINITY) {
  const stop = new AbortController();
  let left = parts;
  const onProgress = () => {
    left -= 1;
    if (left <= 0) stop.abort();
  };
  const watching = { stop: stop.signal, onProgress, chunkBytes: 700 };
  const { counted, complete, source } = await readOn(from, { ...OPTIONS, threads }, watching);
  const all = mergeCounted(from.counted, counted, from.samples);
  return { complete, left: JSON.parse(JSON.stringify({ ...from, source, counted: all })) as Interrupted };
}

function dataOf({ counted }: Interrupted) {
  return reportData({ counted, candidate: 'c', against: 'a', afresh: false, complete: true });
}

describe('a file', () => {
  const lines = fc.sample(past, { numRuns: 40, seed: 5 }).flat();
  writeFileSync(FILE, lines.map(({ text }) => `${text}\n`).join(''));

  test('comes to the same by one thread, by several, and however often it was interrupted', async () => {
    const { complete, left: whole } = await readSome(BEGINNING, 1);
    expect(complete).toBe(true);
    const expected = dataOf(whole);
    expect(expected.compared).toBeGreaterThan(100);
    expect(expected.refused).toBeGreaterThan(0);
    expect(dataOf((await readSome(BEGINNING, 3)).left)).toEqual(expected);

    let at = await readSome(BEGINNING, 2, 3);
    expect(at.complete).toBe(false);
    let runs = 1;
    for (; !at.complete; runs++) at = await readSome(at.left, 2, 150);
    expect(runs).toBeGreaterThan(1);
    expect(dataOf(at.left)).toEqual(expected);
  });

  test('that begins otherwise, or is shorter, is not gone on with', async () => {
    const { left } = await readSome(BEGINNING, 1, 10);
    const other = join(folder, 'other.jsonl');
    const { source } = left;
    if (source.kind !== 'file') throw new Error('it was a file');
    const goOn = (text: string) => {
      writeFileSync(other, text);
      return readSome({ ...left, source: { ...source, file: other } }, 1);
    };
    const whole = lines.map(({ text }) => `${text}\n`).join('');
    await expect(goOn(` ${whole}`)).rejects.toThrow('This is not the input that was being read');
    await expect(goOn(whole.slice(0, source.position.offset - 1))).rejects.toThrow('This is not the input');
    expect((await goOn(whole)).complete).toBe(true);
  });
});
