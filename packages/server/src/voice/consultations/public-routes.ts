import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import { sendJson } from '../../platform/http/reply.ts';
import type { RouteDoc } from '../../platform/http/route.ts';
import { quotesOf } from './analysis/store.ts';
import { countedAnswers, standingAnswers } from './answers/store.ts';
import { type Consultation, isPublic } from './consultation.ts';
import type { VoiceOptions } from './options.ts';
import { documentPage } from './pages/document.ts';
import { html } from './pages/html.ts';
import { sendPage } from './pages/layout.ts';
import { listPage } from './pages/list.ts';
import { overviewPage, sayHappening } from './pages/overview.ts';
import { checkPage } from './pages/receipt.ts';
import { answersPage, nameOf, responsePage } from './pages/response.ts';
import { ID } from './plan.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import { toCsv } from './publication/csv.ts';
import { toFeed } from './publication/feed.ts';
import type { Publication } from './publication/published.ts';
import { publishedAnswers } from './publication/published-answer.ts';
import { responseOf } from './publication/store.ts';
import { answerRows, countRows } from './publication/tables.ts';
import {
  currentDocuments,
  documentVersions,
  findConsultation,
  happeningsOf,
  listConsultations,
} from './store.ts';
import { plainly } from './words.ts';

const TAG = 'Consultations: the public pages';
const LISTED = 200;
const closed = { additionalProperties: false } as const;
const Slug = Type.String({ pattern: ID });
const Params = Type.Object({ slug: Slug }, closed);
const Language = Type.Optional(
  Type.String({ maxLength: 40, description: 'One of its languages; else the main one is shown.' }),
);

/** What a public page of the area says of itself. */
export function page(summary: string, type = 'text/html', more: Pick<RouteDoc, 'body' | 'refusals'> = {}) {
  const { body, refusals = [] } = more;
  return {
    doc: {
      ...(body && { body }),
      access: 'public' as const,
      tag: TAG,
      summary,
      answers: { 200: { description: type === 'text/html' ? 'A page.' : 'As it says.', type } },
      refusals: [CONSULTATION_PROBLEMS.notFound, HTTP_PROBLEMS.invalidQuery, ...refusals],
    },
  };
}

/** A consultation that the public may see, or a page that says that there is none. */
export async function publicOne(
  { pool }: Pick<VoiceOptions, 'pool'>,
  slug: string,
  reply: FastifyReply,
): Promise<Consultation | null> {
  const found = await findConsultation(pool, slug);
  if (found !== null && found.slug === slug && isPublic(found)) return found;
  sendNotFound(reply);
  return null;
}

export function sendNotFound(reply: FastifyReply): FastifyReply {
  const body = html`<h1>Not found</h1><p>There is no such page. <a href="/consultations">All consultations</a></p>`;
  return sendPage(reply, { status: 404, title: 'Not found', body });
}

export function titleOf({ plan }: Consultation): string {
  return plainly(plan.title, plan.languages);
}

/** The language that is asked for, where the consultation has it. */
export function languageOf({ plan }: Consultation, asked: string | undefined): string {
  return (
    plan.languages.find((tag) => tag.toLowerCase() === asked?.toLowerCase()) ?? plan.languages[0] ?? 'en'
  );
}

/** What everybody may read. Nothing here changes anything. */
export function publicRoutes(app: App, options: VoiceOptions): void {
  const { pool, clock } = options;

  app.get('/consultations', { config: page('All consultations') }, async (_request, reply) =>
    sendPage(reply, {
      title: 'Consultations',
      body: listPage(await listConsultations(pool, true, LISTED), clock()),
    }),
  );

  app.get(
    '/consultations/feed.xml',
    { config: page('What is new, as an Atom feed', 'application/atom+xml') },
    async (request, reply) => {
      const all = await listConsultations(pool, true, 50);
      const news = await Promise.all(
        all.map(async (consultation) =>
          (await happeningsOf(pool, consultation.id))
            .filter(({ kind }) => kind !== 'created')
            .map((happening) => ({
              consultation,
              happening,
              said: sayHappening(happening, consultation.plan.zone),
            })),
        ),
      );
      const sorted = news
        .flat()
        .sort((a, b) => (a.happening.at < b.happening.at ? 1 : -1))
        .slice(0, 100);
      return reply
        .header('content-type', 'application/atom+xml; charset=utf-8')
        .send(toFeed(baseOf(request), sorted, clock()));
    },
  );

  app.get(
    '/consultations/:slug',
    {
      schema: { params: Params, querystring: Type.Object({ language: Language }, closed) },
      config: page('One consultation: what it asks, where it stands'),
    },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      const language = languageOf(found, request.query.language);
      const [documents, happenings, answers] = await Promise.all([
        currentDocuments(pool, found.id),
        happeningsOf(pool, found.id),
        countedAnswers(pool, found.id),
      ]);
      const received = answers.filter(({ withdrawn_at }) => withdrawn_at === null).length;
      return sendPage(reply, {
        title: titleOf(found),
        body: overviewPage(found, { documents, happenings, received, language, now: clock() }),
      });
    },
  );

  app.get(
    '/consultations/:slug/documents/:document',
    {
      schema: {
        params: Type.Object({ slug: Slug, document: Type.String({ pattern: ID }) }, closed),
        querystring: Type.Object(
          { language: Language, version: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) },
          closed,
        ),
      },
      config: page('A document that is consulted on, in its newest version or another'),
    },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      const { document: id } = request.params;
      const versions = (await documentVersions(pool, found.id)).filter((one) => one.id === id);
      const { version, language } = request.query;
      const document =
        version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
      if (document === undefined) return sendNotFound(reply);
      return sendPage(reply, {
        title: `${plainly(document.title, found.plan.languages)} – ${titleOf(found)}`,
        body: documentPage(found, {
          document,
          versions,
          language: languageOf(found, language),
          now: clock(),
        }),
      });
    },
  );

  app.get(
    '/consultations/:slug/receipts',
    {
      schema: {
        params: Params,
        querystring: Type.Object(
          {
            answer: Type.Optional(
              Type.String({ maxLength: 100, description: 'Its number, or its commitment.' }),
            ),
          },
          closed,
        ),
      },
      config: page('Whether an answer is counted'),
    },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      const asked = request.query.answer?.trim().toLowerCase() || null;
      const all = await countedAnswers(pool, found.id);
      const one = all.find(({ id, commitment }) => id === asked || commitment === asked) ?? null;
      const withdrawn = all.filter(({ withdrawn_at }) => withdrawn_at !== null).length;
      return sendPage(reply, {
        title: `Is my answer counted? – ${titleOf(found)}`,
        body: checkPage(found, { asked, found: one, counted: all.length - withdrawn, withdrawn }),
      });
    },
  );

  app.get(
    '/consultations/:slug/receipts.json',
    { schema: { params: Params }, config: page('The commitment of every answer', 'application/json') },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      const answers = await countedAnswers(pool, found.id);
      return sendJson(reply, JSON.stringify({ consultation: found.id, answers }));
    },
  );

  publishedRoutes(app, options);
}

function publishedRoutes(app: App, options: VoiceOptions): void {
  const { pool, clock } = options;

  /** What was published, or a page that says that nothing is. */
  async function published(
    slug: string,
    reply: FastifyReply,
  ): Promise<{ readonly found: Consultation; readonly publication: Publication } | null> {
    const found = await publicOne(options, slug, reply);
    if (found === null) return null;
    const publication = (await responseOf(pool, found.id))?.published ?? null;
    if (publication !== null) return { found, publication };
    sendNotFound(reply);
    return null;
  }

  app.get(
    '/consultations/:slug/response',
    {
      schema: { params: Params, querystring: Type.Object({ language: Language }, closed) },
      config: page('The published response'),
    },
    async (request, reply) => {
      const one = await published(request.params.slug, reply);
      if (one === null) return reply;
      const { found, publication } = one;
      const [quotes, answers, documents] = await Promise.all([
        quotesOf(pool, found.id),
        standingAnswers(pool, found.id),
        currentDocuments(pool, found.id),
      ]);
      const shown = quotes.flatMap((quote) => {
        const author = answers.find(({ id }) => id === quote.answer);
        return author === undefined ? [] : [{ ...quote, by: nameOf(author.record) }];
      });
      const language = languageOf(found, request.query.language);
      return sendPage(reply, {
        title: `The response – ${titleOf(found)}`,
        body: responsePage(found, { publication, quotes: shown, documents, language, now: clock() }),
      });
    },
  );

  app.get(
    '/consultations/:slug/response.json',
    { schema: { params: Params }, config: page('The published response as data', 'application/json') },
    async (request, reply) => {
      const one = await published(request.params.slug, reply);
      if (one === null) return reply;
      const quotes = (await quotesOf(pool, one.found.id)).map(({ theme, words }) => ({ theme, words }));
      return sendJson(reply, JSON.stringify({ consultation: one.found.id, ...one.publication, quotes }));
    },
  );

  app.get(
    '/consultations/:slug/counts.csv',
    { schema: { params: Params }, config: page('The numbers by question', 'text/csv') },
    async (request, reply) => {
      const one = await published(request.params.slug, reply);
      return one === null
        ? reply
        : sendCsv(reply, `${one.found.slug}-counts`, countRows(one.publication.counts));
    },
  );

  app.get(
    '/consultations/:slug/answers',
    {
      schema: {
        params: Params,
        querystring: Type.Object(
          { language: Language, page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })) },
          closed,
        ),
      },
      config: page('The answers that may be published'),
    },
    async (request, reply) => {
      const one = await published(request.params.slug, reply);
      if (one === null) return reply;
      const { found } = one;
      const answers = await publishedAnswers(pool, found.id);
      const documents = await currentDocuments(pool, found.id);
      const language = languageOf(found, request.query.language);
      return sendPage(reply, {
        title: `Answers – ${titleOf(found)}`,
        body: answersPage(found, answers, documents, { page: request.query.page ?? 1, language }),
      });
    },
  );

  app.get(
    '/consultations/:slug/answers.json',
    {
      schema: { params: Params },
      config: page('The answers that may be published, as data', 'application/json'),
    },
    async (request, reply) => {
      const one = await published(request.params.slug, reply);
      if (one === null) return reply;
      const answers = await publishedAnswers(pool, one.found.id);
      return sendJson(reply, JSON.stringify({ consultation: one.found.id, answers }));
    },
  );

  app.get(
    '/consultations/:slug/answers.csv',
    { schema: { params: Params }, config: page('The answers that may be published, as CSV', 'text/csv') },
    async (request, reply) => {
      const one = await published(request.params.slug, reply);
      if (one === null) return reply;
      const answers = await publishedAnswers(pool, one.found.id);
      return sendCsv(reply, `${one.found.slug}-answers`, answerRows(one.found.plan, answers));
    },
  );
}

function sendCsv(
  reply: FastifyReply,
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
): FastifyReply {
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(toCsv(rows));
}

function baseOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
