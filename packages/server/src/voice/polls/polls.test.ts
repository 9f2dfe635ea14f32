import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accessibilityProblems,
  CHROMIUM,
  openBrowser,
  startTestServer,
  type TestServer,
  visit,
} from '../../test-kit/index.ts';
import { workApart } from './apart.ts';
import { EXAMPLE_POLL } from './example.ts';

const small = (name: string): string =>
  readFileSync(new URL(`../../../../polls/src/testing/small/${name}`, import.meta.url), 'utf8');
const poll = {
  data: small('poll.csv'),
  targets: JSON.parse(small('targets.json')) as object,
  codebook: JSON.parse(small('codebook.json')) as object,
};
const expected = JSON.parse(small('expected.json')) as {
  weights: { raked: readonly number[] };
  untrimmed: { deff: number };
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const post = (path: string, body: unknown) => server.ask(`/v1/polls/${path}`, { body });

describe('polls over HTTP', () => {
  it('are weighted as elsewhere', async () => {
    const { codebook: _, ...weighed } = poll;
    const { status, text } = await post('weights', weighed);
    expect(status).toBe(200);
    const found = JSON.parse(text) as { weights: { id: string; weight: number }[]; deff: number };
    expect(found.deff).toBeCloseTo(expected.untrimmed.deff, 9);
    found.weights.forEach(({ weight }, n) => {
      expect(weight).toBeCloseTo(expected.weights.raked[n] ?? Number.NaN, 8);
    });
    expect(found.weights).toHaveLength(240);
  });

  it('are tabulated as JSON, as a page that can do nothing, and as CSV', async () => {
    const json = await post('tables', { ...poll, trim: [0.5, 2.5] });
    expect(Object.keys(JSON.parse(json.text) as object)).toEqual([
      'weights_summary',
      'questions',
      'rao_scott_q1_by_gender',
    ]);
    const page = await post('tables?format=html', poll);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect(page.text).toMatch(/^<!doctype html>/);
    const csv = await post('tables?format=csv', poll);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toMatch(/^question,wording,row,/);
  });

  it.skipIf(CHROMIUM === undefined)(
    'have a page of tables on which WCAG 2.2 AA forbids nothing',
    async () => {
      const { text } = await post('tables?format=html', poll);
      const browser = await openBrowser();
      try {
        for (const width of [320, 1_200]) {
          const page = await (await visit(browser, { width })).newPage();
          await page.setContent(text);
          expect(await accessibilityProblems(page)).toEqual([]);
          // Wide tables scroll by themselves, and the page does not (1.4.10).
          expect(
            await page.evaluate(
              'document.documentElement.scrollWidth > document.documentElement.clientWidth',
            ),
          ).toBe(false);
        }
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  it('are checked, with row and column', async () => {
    expect(JSON.parse((await post('check', poll)).text)).toEqual({
      ok: true,
      respondents: 240,
      problems: [],
    });
    const wrong = { ...poll, data: poll.data.replace('R002,Man', 'R001,Mna') };
    const { status, text } = await post('check', wrong);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      ok: false,
      respondents: null,
      problems: [
        { kind: 'SAMPLE_CATEGORY_WITHOUT_TARGET', row: 2, column: 'gender' },
        { kind: 'DUPLICATE_RESPONDENT_ID', row: 2, column: 'id' },
      ],
    });
    const refused = await post('tables', wrong);
    expect([refused.status, refused.json.code, refused.json.pointer]).toEqual([
      422,
      'unusable_poll',
      '/data',
    ]);
    expect(refused.json.errors?.map(({ code }) => code)).toEqual([
      'SAMPLE_CATEGORY_WITHOUT_TARGET',
      'DUPLICATE_RESPONDENT_ID',
    ]);
  });

  it('have claims held against them', async () => {
    const claim = { ...poll, claim: 'a majority are for it', question: 'q1', answers: ['For'] };
    expect(JSON.parse((await post('claims', claim)).text)).toMatchObject({ verdict: 'supported' });
    const unclear = await post('claims', { ...claim, question: 'q9' });
    expect([unclear.status, unclear.json.code]).toEqual([422, 'unclear_claim']);
  });

  it.each<[string, string, unknown, string]>([
    ['a codebook that is none', 'tables', { ...poll, codebook: {} }, '/codebook/questions'],
    [
      'targets that do not add up',
      'weights',
      { data: 'id\n1\n', targets: { margins: [{ variable: 'a', targets: { x: 0.97 } }] } },
      '/targets/margins/0',
    ],
    ['bounds the wrong way round', 'weights', { data: '', targets: {}, trim: [5, 0.2] }, '/trim/0'],
    ['no codebook', 'tables', { data: '' }, '/codebook'],
  ])('with %s are refused with a pointer', async (_what, path, body, pointer) => {
    const { status, json } = await post(path, body);
    expect([status, json.pointer]).toEqual([422, pointer]);
  });

  it('take what the API document shows', async () => {
    expect(JSON.parse((await post('check', EXAMPLE_POLL)).text)).toEqual({
      ok: true,
      respondents: 3,
      problems: [],
    });
  });
});

describe('the threads that work on polls', () => {
  it('are given so long and no longer, and no more than two at once', async () => {
    const work = workApart(1);
    const task = { kind: 'check', poll: { data: poll.data } } as const;
    const kinds = await Promise.all(
      [work(task), work(task), work(task)].map(async (one) => (await one).kind),
    );
    expect(kinds).toEqual(['took_too_long', 'took_too_long', 'busy']);
    expect((await work(task)).kind).toBe('took_too_long');
  });
});
