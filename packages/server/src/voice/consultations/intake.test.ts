import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findRecords } from '../../platform/leaves/index.ts';
import { newLink } from './answers/answer.ts';
import { isGenuine, type Receipt } from './answers/record.ts';
import { type House, jsonOf, openSome, SOME_PLAN, startHouse } from './test-kit/house.ts';

let house: House;
let slug: string;
let id: string;
let made = 0;
beforeAll(async () => {
  house = await startHouse({ attachmentScan: ['sh', '-c', 'if grep -q HARMFUL "$0"; then exit 1; fi'] });
});
afterAll(() => house.close());
beforeEach(async () => {
  made += 1;
  slug = `code-${made}`;
  house.setClock('2026-05-01T09:00:00Z');
  id = await openSome(house, { ...SOME_PLAN, slug }, { closes_at: '2026-07-01T22:59:00Z' });
});

interface Sent {
  readonly status: number;
  readonly text: string;
}

async function send(link: string, fields: Readonly<Record<string, string | Blob>>): Promise<Sent> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, value, 'paper.txt');
  }
  const response = await fetch(`${house.url}/consultations/${slug}/answers/${link}`, {
    method: 'POST',
    body,
  });
  return { status: response.status, text: await response.text() };
}

async function receiptOf(link: string): Promise<Receipt> {
  const response = await fetch(`${house.url}/consultations/${slug}/answers/${link}/receipt.json`);
  return (await response.json()) as Receipt;
}

async function counted(): Promise<readonly { readonly id: string; readonly withdrawn_at: string | null }[]> {
  const response = await fetch(`${house.url}/consultations/${slug}/receipts.json`);
  return ((await response.json()) as { answers: { id: string; withdrawn_at: string | null }[] }).answers;
}

describe('an answer', () => {
  it.each([
    ['a second before closing', '2026-07-01T22:58:58Z', 200, 1],
    ['at the second of closing', '2026-07-01T22:59:00Z', 409, 0],
    ['in the second after', '2026-07-01T22:59:01Z', 409, 0],
  ])('that comes %s is judged by the server’s clock', async (_when, time, status, count) => {
    const link = newLink();
    await send(link, { do: 'save', 'q.agree': 'yes' });
    house.setClock(time);
    const sent = await send(link, { do: 'send', 'q.agree': 'yes' });
    expect([sent.status, (await counted()).length]).toEqual([status, count]);
    expect(sent.text).toMatch(
      status === 200 ? /by our server’s clock.*it came in time/s : /It does not count/,
    );
  });

  it('that came late counts when the consultation is extended', async () => {
    const link = newLink();
    house.setClock('2026-07-01T23:30:00Z');
    expect((await send(link, { do: 'send', 'q.agree': 'yes', 'q.why': 'late' })).status).toBe(409);
    jsonOf(
      await house.ask(`/v1/consultations/${id}/extend`, {
        body: { closes_at: '2026-07-15T22:59:00Z', reason: 'A holiday.' },
      }),
    );
    expect((await send(link, { do: 'send', 'q.agree': 'yes', 'q.why': 'late' })).status).toBe(200);
    const page = await (await fetch(`${house.url}/consultations/${slug}`)).text();
    expect(page).toContain('because: A holiday.');
  });

  it('sent many times at once is one answer, with one receipt', async () => {
    const link = newLink();
    const all = await Promise.all(
      Array.from({ length: 6 }, () => send(link, { do: 'send', 'q.agree': 'no' })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await counted()).toHaveLength(1);
    expect(isGenuine(await receiptOf(link))).toBe(true);
  });

  it('has a leaf in the evidence log, and so has its withdrawal, without a word of it', async () => {
    const link = newLink();
    await send(link, { do: 'send', 'q.agree': 'yes', 'q.why': 'a secret reason' });
    const { commitment, answer } = await receiptOf(link);
    await send(link, { do: 'withdraw' });
    const { pool } = house.server.database;
    const leaves = (await findRecords(pool, { general: true }, 1_000)).filter(({ parts }) =>
      parts.some(([, value]) => value === commitment),
    );
    expect(leaves.map(({ type }) => type).sort()).toEqual(['consultation.answer', 'consultation.withdrawal']);
    expect(JSON.stringify(leaves)).not.toContain('secret reason');
    const { rows } = await pool.query(
      'select record, salt, origin, draft from consultations.answer where id = $1',
      [answer],
    );
    expect(rows).toEqual([{ record: null, salt: null, origin: null, draft: null }]);
  });

  it.each([
    [
      'with a file that the scan finds something in',
      { 'q.paper': new Blob(['HARMFUL']) },
      'did not pass the scan',
    ],
    [
      'with a program for a paper',
      { 'q.paper': new Blob(['\u007fELF\u0002\u0001\u0001\u0000']) },
      'is none of these',
    ],
    ['with a page for a paper', { 'q.agree': '' }, 'needs an answer'],
    ['with an option that is not there', { 'q.agree': 'maybe' }, 'is not on offer'],
    ['off the scale', { 'q.clear': '9' }, 'takes a number from 1 to 5'],
    ['that gives one place twice', { 'q.first.contact': '1', 'q.first.time': '1' }, 'gives the same place'],
    ['that is too long', { 'q.why': 'x'.repeat(2_001) }, 'takes 2000 characters'],
    ['for no organisation', { capacity: 'organisation' }, 'which organisation'],
    ['with an address that is none', { email: 'nobody' }, 'is no e-mail address'],
  ])('%s is kept, not sent, and told why', async (_name, fields, why) => {
    const link = newLink();
    const sent = await send(link, { do: 'send', 'q.agree': 'yes', ...fields });
    expect([sent.status, await counted()]).toEqual([422, []]);
    expect(sent.text).toContain(why);
    expect((await fetch(`${house.url}/consultations/${slug}/answers/${link}`)).status).toBe(200);
  });

  it('is shown as text, whatever it holds', async () => {
    const link = newLink();
    const { text } = await send(link, {
      do: 'send',
      'q.agree': 'yes',
      'q.why': '<script>alert(1)</script>"&',
    });
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;');
    expect(text).not.toContain('<script');
  });

  it('is quoted only where its author allows it, and only in its own words', async () => {
    const theme = { title: 'Strangers', description: '' };
    jsonOf(await house.ask(`/v1/consultations/${id}/themes/strangers`, { body: theme }));
    const words = 'because I say so';
    const quote = async (answer: string, said: string) => {
      const body = { answer, part: 'q:why', theme: 'strangers', words: said };
      const { status, json } = await house.ask(`/v1/consultations/${id}/quotes`, { body });
      return [status, json.code];
    };
    const [silent, willing] = [newLink(), newLink()];
    await send(silent, { do: 'send', 'q.agree': 'yes', 'q.why': words });
    await send(willing, { do: 'send', 'q.agree': 'yes', 'q.why': words, quote: 'yes' });
    expect(await quote((await receiptOf(silent)).answer, words)).toEqual([403, 'no_consent']);
    const { answer } = await receiptOf(willing);
    expect(await quote(answer, 'because they say so')).toEqual([422, 'not_verbatim']);
    expect((await quote(answer, words))[0]).toBe(200);
  });

  it('on paper is entered by staff with its scan, in time by its own date', async () => {
    const entered = (received_at: string) => ({
      channel: 'paper',
      received_at,
      answer: {
        respondent: { capacity: 'oneself' },
        publish: 'confidential',
        quote: false,
        answers: { agree: ['no'] },
        comments: [],
      },
      files: [
        { question: 'scan', name: 'scan.pdf', base64: Buffer.from('%PDF-1.7 invented').toString('base64') },
      ],
    });
    house.setClock('2026-07-03T09:00:00Z');
    const path = `/v1/consultations/${id}/answers`;
    expect(isGenuine(jsonOf<Receipt>(await house.ask(path, { body: entered('2026-06-30T10:00:00Z') })))).toBe(
      true,
    );
    const late = await house.ask(path, { body: entered('2026-07-02T10:00:00Z') });
    expect([late.status, late.json.pointer]).toEqual([422, '/received_at']);
    expect(await counted()).toHaveLength(1);
  });
});
