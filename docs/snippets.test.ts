import { readFileSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { loadPractice, parseEventJson, runPracticeTests } from '@safeward/engine';
import { DecisionSchema } from '@safeward/server';
import { Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printedAsShown } from './proof/expected.ts';
import { type Fence, fencesOf, taskOf } from './proof/fences.ts';
import { pages, ROOT } from './proof/pages.ts';
import {
  type DocumentedServer,
  openWorkplace,
  startDocumentedServer,
  temporaryFolder,
  type Workplace,
} from './proof/workplace.ts';

const PAGES = pages().map((path) => ({ page: relative(ROOT, path), fences: fencesOf(path) }));

/** More than these few would be documents that nobody has tried. */
const SHOWN_ONLY = 20;

const folder = temporaryFolder();
let server: DocumentedServer;
beforeAll(async () => {
  server = await startDocumentedServer(join(folder, 'data'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

for (const { page, fences } of PAGES.filter(({ fences: all }) => all.length > 0)) {
  describe(page, () => {
    let place: Workplace;
    let printed = '';
    beforeAll(() => {
      place = openWorkplace(server);
    });
    afterAll(() => place.remove());

    it.each(fences.map((fence) => [nameOf(fence), fence] as const))('%s', (_name, fence) => {
      const { task, text, language } = fence;
      switch (task.kind) {
        case 'run': {
          const ran = place.run(language, text);
          printed = ran.output;
          expect(ran, ran.output).toMatchObject({ code: task.exits });
          return;
        }
        case 'output':
          expect(printedAsShown(text, printed), `shown:\n${text}\nprinted:\n${printed}`).toBe(true);
          return;
        case 'practice':
          expectPractice(text);
          if (task.file !== null) place.save(task.file, text);
          return;
        case 'part':
          expectPractice(`practice: part\nversion: 0.1.0\n${text}`);
          return;
        case 'events':
          for (const one of language === 'json' ? [text] : text.trimEnd().split('\n'))
            expect(parseEventJson(one)).toMatchObject({ ok: true });
          if (task.file !== null) place.save(task.file, text);
          return;
        case 'decision':
          expect(Errors(DecisionSchema, JSON.parse(text))).toEqual([]);
          return;
        case 'file':
          expect(place.save(task.file, text)).toMatch(/\S/);
          return;
        case 'generated':
          // `reference.test.ts` sees to it that these are as the code says.
          expect(fence.page).toMatch(/^docs\/reference\//);
          return;
        case 'run by':
          // That test finds the block in the page, and so has to name the page.
          expect(task.test).toMatch(/\.test\.ts$/);
          expect(readFileSync(join(ROOT, task.test), 'utf8')).toContain(basename(fence.page));
          return;
        case 'not run':
          expect(task.why.length).toBeGreaterThan(10);
      }
    });
  });
}

describe('the blocks of all documents', () => {
  it('are run but for a few', () => {
    const all = PAGES.flatMap(({ fences }) => fences);
    const shown = all.filter(({ task }) => task.kind === 'not run');
    expect(shown.map(nameOf).length).toBeLessThanOrEqual(SHOWN_ONLY);
    expect(all.length).toBeGreaterThan(3 * shown.length);
  });
});

describe('what a fence may say', () => {
  it.each([
    ['sh', 'run', { kind: 'run', exits: 0 }],
    ['json', 'decision', { kind: 'decision' }],
    ['sh', 'run exits 3', { kind: 'run', exits: 3 }],
    ['ts', 'run', { kind: 'run', exits: 0 }],
    ['json', 'output', { kind: 'output' }],
    ['yaml', 'practice mine/practice.yaml', { kind: 'practice', file: 'mine/practice.yaml' }],
    ['json', 'event', { kind: 'events', file: null }],
    ['sh', 'not run: it keeps serving', { kind: 'not run', why: 'it keeps serving' }],
    ['ts', 'run by a/b.test.ts', { kind: 'run by', test: 'a/b.test.ts' }],
    ['ts', 'run by', null],
    ['sh', '', null],
    ['sh', 'not run', null],
    ['yaml', 'practise', null],
    ['text', 'event', null],
    ['python', 'run', null],
  ])('%s %s', (language, info, task) => {
    expect(taskOf(language, info)).toEqual(task);
  });
});

describe('what is shown of an output', () => {
  it.each([
    ['a b\nc', 'a   b c\n', true],
    ['a … c', 'a 1 2 3 c', true],
    ['{"id":"…"}', '{"id":"dec_1"}', true],
    ['a … c', 'a 1 2 3 d', false],
    ['a.c', 'abc', false],
    ['a', 'a b', false],
  ])('%j of %j: %s', (shown, printed, as) => {
    expect(printedAsShown(shown, printed)).toBe(as);
  });
});

function expectPractice(text: string): void {
  const loaded = loadPractice([{ path: 'practice.yaml', text }]);
  expect(loaded.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!loaded.ok) throw new Error('a practice without errors can decide');
  expect(runPracticeTests(loaded.plan).flatMap(({ failures }) => failures)).toEqual([]);
}

function nameOf({ page, line, language, task }: Fence): string {
  return `${page}:${line} ${language} ${task.kind}`;
}
