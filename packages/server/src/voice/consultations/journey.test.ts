import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '@safeward/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, CHROMIUM, openBrowser, visit } from '../../test-kit/index.ts';
import { isGenuine, type Receipt } from './answers/record.ts';
import { LINES } from './publication/checklist.ts';
import { type House, jsonOf, startHouse, withChangedMeasure } from './test-kit/house.ts';

const FOLDER = fileURLToPath(new URL('../../../../../practices/uk-children/', import.meta.url));
const UK_CHILDREN: readonly SourceFile[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((path) => ({ path, text: readFileSync(join(FOLDER, path), 'utf8') }));
/** The measure that people speak about, and that is another afterwards. */
const MEASURE = 'defaults.stranger_message';

const PLAN = {
  slug: 'uk-children',
  title: { en: 'Measures that protect children', cy: 'Mesurau sy’n amddiffyn plant' },
  summary: {
    en: 'We propose measures that act before a message, an image or a suggestion reaches a child.\n\nTell us which of them you would change, and why.',
    cy: 'Rydym yn cynnig mesurau sy’n gweithredu cyn i neges gyrraedd plentyn.',
    'en-x-easyread':
      'We want to keep children safe online.\n\nWe made some rules.\n\nTell us what you think.',
  },
  whom: 'Children and their parents, people who work with them, and services.',
  contact: { name: 'The code team', email: 'code@example.org', post: '1 Example Street, Exampleton' },
  zone: 'Europe/London',
  languages: ['en', 'cy', 'en-x-easyread'],
  kinds: [
    { id: 'parent', label: 'A parent or carer' },
    { id: 'service', label: 'A service' },
  ],
  questions: [
    {
      id: 'strangers',
      kind: 'choice',
      title: 'Should nobody a child does not know be able to write to them unasked?',
      help: 'See the measure “defaults.stranger_message”.',
      required: true,
      options: [
        { id: 'yes', label: 'Yes' },
        { id: 'yes_but', label: 'Yes, with exceptions' },
        { id: 'no', label: 'No' },
      ],
    },
    { id: 'why', kind: 'text', title: 'Why do you think so?' },
    {
      id: 'clear',
      kind: 'scale',
      title: 'How clear are the measures?',
      from: 1,
      to: 5,
      low: 'not clear',
      high: 'very clear',
      dont_know: true,
    },
    {
      id: 'first',
      kind: 'ranking',
      title: 'Which should come first?',
      options: [
        { id: 'contact', label: 'Contact by strangers' },
        { id: 'content', label: 'Harmful content' },
        { id: 'help', label: 'Help for those who need it' },
      ],
    },
    { id: 'paper', kind: 'file', title: 'A paper that you want us to read' },
  ],
};

const SHOTS = process.env.SAFEWARD_SCREENSHOTS;

describe.skipIf(CHROMIUM === undefined)(
  'a consultation on uk-children, from opening to the response',
  { timeout: 240_000 },
  () => {
    let house: House;
    let browser: Browser;
    let page: Page;
    const axe: string[] = [];
    let shot = 0;

    beforeAll(async () => {
      house = await startHouse({ practiceFiles: UK_CHILDREN });
      browser = await openBrowser();
      page = await (await visit(browser)).newPage();
      page.setDefaultTimeout(60_000);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await house?.close();
    });

    /** Every page that somebody comes to is looked at by axe-core, and kept as a picture where that is wanted. */
    async function look(name: string): Promise<void> {
      const { width } = page.viewportSize() ?? { width: 0 };
      // 320 CSS pixels are the width at which nothing may need scrolling sideways (WCAG 2.2, 1.4.10).
      for (const one of [320, 1_200]) {
        await page.setViewportSize({ width: one, height: 900 });
        const wide = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        );
        if (wide) axe.push(`${name} at ${one}: wider than the screen`);
        if (SHOTS !== undefined) {
          mkdirSync(SHOTS, { recursive: true });
          shot += 1;
          await page.screenshot({
            path: join(SHOTS, `${String(shot).padStart(2, '0')}-${name}-${one}.png`),
            fullPage: true,
          });
        }
      }
      await page.setViewportSize({ width, height: 900 });
      axe.push(...(await accessibilityProblems(page)).map((problem) => `${name}: ${problem}`));
    }

    const con = '/v1/consultations/uk-children';
    const heading = () => page.getByRole('heading', { level: 1 }).textContent();
    const go = (path: string) => page.goto(house.url + path);
    let link = '';

    it('is set up with the practice as its document, and opened', async () => {
      jsonOf(await house.ask('/v1/consultations', { body: PLAN }));
      const document = { kind: 'practice', title: 'The code uk-children', practice: 'uk-children@1.0.0' };
      const stored = jsonOf<{ sections: { id: string }[] }>(
        await house.ask(`${con}/documents/code`, { body: { document } }),
      );
      expect(stored.sections.map(({ id }) => id)).toContain(MEASURE);
      expect((await go('/consultations/uk-children'))?.status()).toBe(404);
      house.setClock('2026-04-08T09:00:00Z');
      const opened = jsonOf(await house.ask(`${con}/open`, { body: {} }));
      expect(opened).toMatchObject({
        state: 'open',
        closes_at: '2026-07-08T22:59:59.000Z',
        response_due_at: '2026-10-08T22:59:59.000Z',
      });
    });

    it('is read by somebody without scripts', async () => {
      await go('/consultations');
      await look('list');
      await page.getByRole('link', { name: 'Measures that protect children' }).click();
      expect(await page.getByRole('main').textContent()).toContain('Open Until 8 July 2026, 23:59:59 BST.');
      await look('overview');
      await page.getByRole('link', { name: 'Cymraeg' }).click();
      expect(await heading()).toBe('Mesurau sy’n amddiffyn plant');
      await look('overview-welsh');
      await page.getByRole('link', { name: 'Easy Read' }).click();
      expect(await page.getByText('We made some rules.').count()).toBe(1);
      await page.getByRole('link', { name: 'The code uk-children' }).click();
      expect(await page.locator(`[id="${MEASURE}"]`).count()).toBe(1);
      await look('document');
    });

    it('is answered in two sittings, after what was missing was said', async () => {
      await go('/consultations/uk-children');
      await page.getByRole('link', { name: 'Answer this consultation' }).click();
      await look('form');
      await page
        .getByLabel('Why do you think so?')
        .fill('Because a stranger wrote to my daughter.\nShe was twelve.');
      await page.getByRole('button', { name: 'Save it and go on later' }).click();
      expect(await page.getByRole('heading', { name: 'Saved, not sent' }).count()).toBe(1);
      await look('saved');
      link = await page.locator('.done a').getAttribute('href').then(String);

      // Another day, another browser.
      page = await (await visit(browser)).newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(link);
      expect(await page.getByLabel('Why do you think so?').inputValue()).toContain('She was twelve.');
      await page.getByRole('radio', { name: 'Yes, with your name', exact: false }).check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      expect(await page.getByRole('alert').getByRole('link').allTextContents()).toEqual([
        '“Should nobody a child does not know be able to write to them unasked?” needs an answer',
        'Your name is needed where the answer is to be published under a name',
      ]);
      await look('incomplete');

      await page.getByRole('radio', { name: 'Yes', exact: true }).check();
      await page.getByRole('radio', { name: '5: very clear' }).check();
      await page.getByLabel('Contact by strangers').selectOption('1');
      await page.getByLabel('Help for those who need it').selectOption('2');
      await page.getByLabel('A paper that you want us to read').setInputFiles({
        name: '../../notes.txt',
        mimeType: 'text/html',
        buffer: Buffer.from('A page of notes.\n'),
      });
      await page.getByText('Comment on sections of').click();
      await page
        .getByLabel(
          'Where the service has connections, nobody a child is not connected with can send them a message',
        )
        .fill('Say that this holds for whoever it is.');
      await page.getByLabel('You answer as').selectOption('parent');
      await page.getByRole('textbox', { name: 'Your name' }).fill('Ada Example');
      await page.getByLabel('Yes, some words of my answer may be quoted').check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      expect(await heading()).toBe('Your answer is received');
      await look('receipt');
    });

    let receipt: Receipt;
    it('has a receipt that holds by itself, and that everybody can check', async () => {
      receipt = (await (await fetch(`${page.url()}/receipt.json`)).json()) as Receipt;
      expect(isGenuine(receipt)).toBe(true);
      expect(JSON.parse(receipt.record)).toMatchObject({
        answers: { strangers: ['yes'], clear: 5, first: ['contact', 'help'] },
        comments: [{ document: 'code', section: MEASURE, text: 'Say that this holds for whoever it is.' }],
        respondent: { capacity: 'oneself', kind: 'parent', name: 'Ada Example' },
        documents: { code: 1 },
        attachments: [{ name: 'notes.txt', type: 'text/plain', bytes: 17 }],
      });
      await page.getByRole('link', { name: 'check by its number' }).click();
      expect(await page.getByRole('status').textContent()).toContain(receipt.commitment);
      await look('check');
      // Sent again, as by going back in a browser, it is one answer.
      await page.goto(link);
      expect(await heading()).toBe('Your answer is received');
      const { answers } = (await (
        await fetch(`${house.url}/consultations/uk-children/receipts.json`)
      ).json()) as {
        answers: unknown[];
      };
      expect(answers).toHaveLength(1);
    });

    it('closes by the clock', async () => {
      house.setClock('2026-07-08T22:59:59Z');
      await go('/consultations/uk-children');
      expect(await page.getByText('Closed', { exact: true }).count()).toBe(1);
      expect((await go('/consultations/uk-children/answer'))?.status()).toBe(409);
      await look('closed');
    });

    it('is read by two analysts, who agree', async () => {
      const second = await house.staff('second analyst');
      jsonOf(
        await house.ask(`${con}/themes/strangers`, {
          body: { title: 'Contact by strangers', description: 'Who may write to a child.' },
        }),
      );
      const answer = receipt.answer;
      expect((await house.ask(`${con}/analysed`, { body: {} })).json.code).toBe('answers_unread');
      for (const ask of [house.ask, second])
        for (const part of ['q:why', `c:code:${MEASURE}`])
          jsonOf(
            await ask(`${con}/readings`, {
              body: { answer, part, themes: part === 'q:why' ? [] : ['strangers'] },
            }),
          );
      const { themes } = jsonOf<{ themes: object[] }>(await house.ask(`${con}/themes`));
      expect(themes).toMatchObject([
        { id: 'strangers', answers: 1, agreement: { parts: 2, same: 1, alpha: 1 } },
      ]);
      jsonOf(await house.ask(`${con}/analysed`, { body: {} }));
      const words = 'a stranger wrote to my daughter';
      jsonOf(
        await house.ask(`${con}/quotes`, { body: { answer, part: 'q:why', theme: 'strangers', words } }),
      );
    });

    it('is answered with a change in the practice, and published only when everything is', async () => {
      const changed = withChangedMeasure(UK_CHILDREN, MEASURE);
      jsonOf(await house.ask('/v1/practices', { body: { files: changed } }));
      const summary = 'We asked about the measures, and change one of them.';
      const early = await house.ask(`${con}/publish`, { body: {} });
      expect([early.status, early.json.errors?.[0]?.code]).toEqual([409, 'no_response']);

      jsonOf(await house.ask(`${con}/response`, { body: { summary, rows: [] } }));
      const unanswered = await house.ask(`${con}/publish`, { body: {} });
      expect(unanswered.json.errors?.map(({ pointer }) => pointer)).toEqual([
        '/themes/strangers',
        ...LINES.map(({ id }) => `/checklist/${id}`),
      ]);

      const row = (measures: readonly string[]) => ({
        theme: 'strangers',
        answer: 'We agree: it must be plain that this holds for everybody.',
        change: { kind: 'practice', document: 'code', practice: 'uk-children@1.1.0', measures },
      });
      const same = await house.ask(`${con}/response`, {
        body: { summary, rows: [row(['defaults.lists_hidden'])] },
      });
      expect([same.status, same.json.errors?.[0]]).toMatchObject([
        422,
        { code: 'unchanged', pointer: '/rows/0/change/measures/0' },
      ]);
      jsonOf(await house.ask(`${con}/response`, { body: { summary, rows: [row([MEASURE])] } }));
      for (const { id } of LINES)
        jsonOf(
          await house.ask(`${con}/checklist`, {
            body: { line: id, verdict: 'met', evidence: `What shows line ${id}.` },
          }),
        );
      jsonOf(
        await house.ask(`${con}/answers/${receipt.answer}/release`, {
          body: { redactions: [{ words: 'She was twelve.', reason: 'an age' }] },
        }),
      );
      house.setClock('2026-09-30T10:00:00Z');
      const published = jsonOf(await house.ask(`${con}/publish`, { body: {} }));
      expect(published).toMatchObject({ state: 'responded', overdue: false });
    });

    it('is read by everybody: the response, the change, the answers, the feed', async () => {
      await go('/consultations/uk-children');
      await page.getByRole('link', { name: 'Read the response' }).click();
      const text = String(await page.getByRole('main').textContent());
      expect(text).toContain('They are not a sample');
      expect(text).toContain('“a stranger wrote to my daughter”');
      expect(text).toContain('uk-children@1.1.0#sha256:');
      expect(text).toContain('its title was Where the service has connections');
      await look('response');
      await page.getByRole('link', { name: MEASURE }).click();
      expect(page.url()).toContain(`/documents/code#${MEASURE}`);
      await go('/consultations/uk-children/answers');
      const answers = String(await page.getByRole('main').textContent());
      expect(answers).toContain('Ada Example');
      expect(answers).toContain('[removed: an age]');
      expect(answers).not.toContain('She was twelve.');
      await look('answers');
      const feed = await (await fetch(`${house.url}/consultations/feed.xml`)).text();
      expect(feed).toContain('response published');
      const csv = await (await fetch(`${house.url}/consultations/uk-children/counts.csv`)).text();
      expect(csv).toContain('They are not a sample');
    });

    it('lets the answer be withdrawn, which leaves its proof and nothing else', async () => {
      await page.goto(link);
      await page.getByRole('button', { name: 'Withdraw my answer' }).click();
      expect(await heading()).toBe('Your answer is withdrawn');
      await look('withdrawn');
      await go('/consultations/uk-children/response');
      expect(String(await page.getByRole('main').textContent())).not.toContain('a stranger wrote');
      await go('/consultations/uk-children/answers');
      expect(String(await page.getByRole('main').textContent())).not.toContain('Ada Example');
      const { answers } = (await (
        await fetch(`${house.url}/consultations/uk-children/receipts.json`)
      ).json()) as {
        answers: { commitment: string; withdrawn_at: string | null }[];
      };
      expect(answers).toMatchObject([{ commitment: receipt.commitment, withdrawn_at: expect.any(String) }]);
    });

    it('has nothing on its pages that WCAG 2.2 AA forbids', () => {
      expect(axe).toEqual([]);
    });
  },
);
