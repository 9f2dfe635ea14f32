import type { Pool } from '../../../platform/database/index.ts';
import type { Client } from '../../../test-kit/index.ts';
import { SOME_ANSWER } from '../analysis-routes.ts';
import { newLink } from '../answers/answer.ts';
import { EXAMPLE_CONTENT, EXAMPLE_PLAN } from '../example.ts';
import { LINES } from '../publication/checklist.ts';
import { jsonOf } from './house.ts';

/** For tests that call every operation: makes a consultation that stands where one works. */
export function prepareConsultations(gate: Client, pool: Pool, setClock: (time: string) => void) {
  let made = 0;
  const OPENS = '2026-11-30T10:00:00Z';
  const NOW = '2026-12-15T10:00:00Z';
  const AFTERWARDS = '2027-03-15T10:00:00Z';

  async function post<T>(path: string, body: unknown): Promise<T> {
    return jsonOf<T>(await gate.ask(path, { body }));
  }

  async function draft(): Promise<string> {
    made += 1;
    const { id } = await post<{ id: string }>('/v1/consultations', {
      ...EXAMPLE_PLAN,
      slug: `prepared-${made}`,
    });
    const sections = [{ id: 'one', title: 'One', text: 'A section.' }];
    await post(`/v1/consultations/${id}/documents/code`, {
      document: { kind: 'text', title: 'The code', sections },
    });
    return id;
  }

  async function open(): Promise<string> {
    setClock(OPENS);
    const id = await draft();
    await post(`/v1/consultations/${id}/open`, {});
    setClock(NOW);
    return id;
  }

  async function withAnswer(): Promise<{ readonly id: string; readonly answer: string }> {
    const id = await open();
    const files = [{ question: 'scan', name: 'scan.txt', base64: Buffer.from('a scan').toString('base64') }];
    const entered = { channel: 'paper', received_at: '2026-12-01T09:00:00Z', answer: EXAMPLE_CONTENT, files };
    const { answer } = await post<{ answer: string }>(`/v1/consultations/${id}/answers`, entered);
    return { id, answer };
  }

  /** The answer of the examples, in a consultation with the theme of the examples. */
  async function withExample(): Promise<string> {
    const { id, answer } = await withAnswer();
    await post(`/v1/consultations/${id}/themes/strangers`, { title: 'Strangers', description: '' });
    await pool.query('delete from consultations.reading where answer = $1', [SOME_ANSWER]);
    await pool.query('delete from consultations.quote where answer = $1', [SOME_ANSWER]);
    await pool.query('delete from consultations.attachment where answer = any($1)', [[SOME_ANSWER, answer]]);
    await pool.query('delete from consultations.answer where id = $1', [SOME_ANSWER]);
    await pool.query('update consultations.answer set id = $1 where id = $2', [SOME_ANSWER, answer]);
    return id;
  }

  async function closed(): Promise<string> {
    const id = await open();
    await post(`/v1/consultations/${id}/themes/strangers`, { title: 'Strangers', description: '' });
    setClock(AFTERWARDS);
    return id;
  }

  async function readyToPublish(): Promise<string> {
    const id = await closed();
    await post(`/v1/consultations/${id}/analysed`, {});
    const rows = [
      { theme: 'strangers', answer: 'We agree.', change: { kind: 'none', why: 'It was there.' } },
    ];
    await post(`/v1/consultations/${id}/response`, { summary: 'We asked.', rows });
    // Each line by itself is tried elsewhere; here they only have to be there.
    await pool.query(
      `insert into consultations.checked (consultation, line, verdict, evidence, by_whom, at)
       select $1, unnest($2::text[]), 'met', 'Seen.', 'test', now()`,
      [id, LINES.map((line) => line.id)],
    );
    return id;
  }

  /** Of what nothing changes, one is enough for all that look at it. */
  const shared = new Map<string, Promise<string>>();
  function once(name: string, make: () => Promise<string>): Promise<string> {
    const known = shared.get(name) ?? make();
    shared.set(name, known);
    return known;
  }

  async function responded(): Promise<string> {
    const id = await readyToPublish();
    await post(`/v1/consultations/${id}/publish`, {});
    return id;
  }

  async function slugOf(id: string): Promise<string> {
    return jsonOf<{ slug: string }>(await gate.ask(`/v1/consultations/${id}`)).slug;
  }

  /** An answer that was filled in on the page. @param todo `save` or `send` */
  async function onPage(todo: string): Promise<{ readonly slug: string; readonly link: string }> {
    const slug = await slugOf(await open());
    const link = newLink();
    await gate.ask(`/consultations/${slug}/answers/${link}`, {
      body: `do=${todo}&q.strangers=yes`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return { slug, link };
  }

  const STATES: Readonly<Record<string, () => Promise<string>>> = {
    plan: async () => EXAMPLE_PLAN.slug,
    open: draft,
    extend: open,
    close: open,
    late: open,
    archive: responded,
    answers: open,
    readings: withExample,
    quotes: withExample,
    analysed: closed,
    response: closed,
    publish: readyToPublish,
  };
  const OF_RESPONDED = /^(response|response\.json|counts\.csv|answers|answers\.json|answers\.csv)$/;

  /** The address of an operation, of something for which it works. */
  return async (path: string): Promise<string> => {
    const [, area = '', , rest = ''] =
      /^(\/v1\/consultations|\/consultations)\/(\{\w+\})\/?(.*)$/.exec(path) ?? [];
    if (area === '/consultations') {
      setClock(NOW);
      if (rest.includes('{link}')) {
        const { slug, link } = await onPage(rest.endsWith('receipt.json') ? 'send' : 'save');
        return `${area}/${slug}/${rest.replace('{link}', link)}`;
      }
      const slug = await slugOf(
        await (OF_RESPONDED.test(rest) ? once('responded', responded) : once('open', open)),
      );
      return `${area}/${slug}/${rest.replace('{document}', 'code')}`.replace(/\/$/, '');
    }
    if (/\{(answer|attachment)\}/.test(rest)) {
      const { id, answer } = await withAnswer();
      const { rows } = await pool.query<{ id: string }>(
        'select id from consultations.attachment where answer = $1',
        [answer],
      );
      return `${area}/${id}/${rest.replace('{answer}', answer).replace('{attachment}', rows[0]?.id ?? '')}`;
    }
    const id = await (
      STATES[rest.split('/')[0] ?? ''] ?? (rest.startsWith('documents') ? draft : () => once('open', open))
    )();
    return `${area}/${id}/${rest.replace(/\{\w+\}/, 'strangers')}`.replace(/\/$/, '');
  };
}
