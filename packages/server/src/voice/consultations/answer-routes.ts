import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { EncodedBody, isEncoded } from '../../platform/http/encoded-body.ts';
import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import { sendJson } from '../../platform/http/reply.ts';
import type { FieldProblem } from '../../platform/problem/problem.ts';
import { hashLink, LINK, newLink } from './answers/answer.ts';
import { EMPTY } from './answers/content.ts';
import { readForm } from './answers/form.ts';
import { mayAnswer, type Outcome, takeForm, withdraw } from './answers/intake.ts';
import { receiptOf } from './answers/record.ts';
import { attachmentsOf, findByLink, removeAttachment } from './answers/store.ts';
import { type Attachment, MAX_FORM, type Sent } from './attachments.ts';
import { type Consultation, stateAt } from './consultation.ts';
import type { VoiceOptions } from './options.ts';
import { formPage } from './pages/form.ts';
import { readFormBody } from './pages/form-body.ts';
import { type Html, html } from './pages/html.ts';
import { addressOf, sendPage } from './pages/layout.ts';
import { latePage, receiptPage, withdrawnPage } from './pages/receipt.ts';
import { ID } from './plan.ts';
import { languageOf, page, publicOne, sendNotFound, titleOf } from './public-routes.ts';
import { currentDocuments } from './store.ts';

const closed = { additionalProperties: false } as const;
const Params = Type.Object({ slug: Type.String({ pattern: ID }) }, closed);
const LinkParams = Type.Object(
  { slug: Type.String({ pattern: ID }), link: Type.String({ pattern: LINK }) },
  closed,
);

const FORM = 'application/x-www-form-urlencoded';
const FormSchema = Type.Object(
  { do: Type.Enum(['save', 'send', 'withdraw']) },
  {
    description:
      'The fields of the page’s form; `q.<question>` for each question. With files: `multipart/form-data`.',
  },
);
const FORM_EXAMPLE = { do: 'save', 'q.why': 'My son was asked for his address within a day.' };

/** How people answer: a form, a private link, a receipt. No account, no cookie, no script. */
export function answerRoutes(app: App, options: VoiceOptions): void {
  const { pool, clock } = options;

  app.get(
    '/consultations/:slug/answer',
    {
      schema: {
        params: Params,
        querystring: Type.Object({ language: Type.Optional(Type.String({ maxLength: 40 })) }, closed),
      },
      config: page('An empty form'),
    },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      if (stateAt(found, clock()) !== 'open') return notOpen(reply, found);
      const state = { content: EMPTY, attachments: [], problems: [], notice: null };
      return sendForm(reply, found, { ...state, language: request.query.language, link: newLink() });
    },
  );

  app.get(
    '/consultations/:slug/answers/:link',
    {
      schema: {
        params: LinkParams,
        querystring: Type.Object({ saved: Type.Optional(Type.String({ maxLength: 1 })) }, closed),
      },
      config: page('What was saved or sent under a private link'),
    },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      const { link } = request.params;
      const answer = await findByLink(pool, found.id, hashLink(link));
      if (answer === null) return sendNotFound(reply);
      if (answer.withdrawnAt !== null)
        return sendPage(reply, { title: 'Withdrawn', body: withdrawnPage(found, answer.commitment) });
      if (answer.sealed) return sendReceipt(reply, found, link, receiptOf(answer.sealed));
      if (answer.draft === null || !mayAnswer(found, clock())) return notOpen(reply, found);
      const attachments = await attachmentsOf(pool, answer.id);
      const notice = request.query.saved === undefined ? null : savedNotice(found, link, request);
      return sendForm(reply, found, {
        content: answer.draft,
        attachments,
        problems: [],
        notice,
        language: answer.draft.language,
        link,
      });
    },
  );

  app.get(
    '/consultations/:slug/answers/:link/receipt.json',
    {
      schema: { params: LinkParams },
      config: page('The receipt of an answer, for whoever has its link', 'application/json'),
    },
    async (request, reply) => {
      const found = await publicOne(options, request.params.slug, reply);
      if (found === null) return reply;
      const answer = await findByLink(pool, found.id, hashLink(request.params.link));
      if (!answer?.sealed) return sendNotFound(reply);
      const receipt = receiptOf(answer.sealed);
      reply.header('content-disposition', `attachment; filename="receipt-${receipt.answer}.json"`);
      return sendJson(reply, `${JSON.stringify(receipt, null, 2)}\n`);
    },
  );

  // Forms are taken here and nowhere else: what only takes JSON goes on refusing what a foreign page could send.
  app.register((scope, _options, done) => {
    for (const type of ['multipart/form-data', FORM])
      scope.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, parsed) =>
        isEncoded(request.headers) ? parsed(new EncodedBody()) : parsed(null, body),
      );
    scope.post(
      '/consultations/:slug/answers/:link',
      {
        schema: { params: LinkParams },
        bodyLimit: MAX_FORM,
        config: page('Save, send or withdraw an answer', 'text/html', {
          body: { type: FORM, schema: FormSchema, example: FORM_EXAMPLE },
          refusals: [HTTP_PROBLEMS.mediaType, HTTP_PROBLEMS.tooLarge],
        }),
      },
      async (request, reply) => {
        const { slug, link } = request.params as { readonly slug: string; readonly link: string };
        const at = arrivalOf(request);
        const found = await publicOne(options, slug, reply);
        if (found === null) return reply;
        const form = await readFormBody(request.body, request.headers['content-type']);
        if (form === null) return unreadable(reply, found);
        const asked = form.fields.get('do')?.[0];
        if (asked === 'withdraw') return withdrawNow(reply, found, link, at);
        const removed = form.fields.get('remove')?.[0];
        return take(reply, request, found, {
          link,
          form,
          at,
          send: asked === 'send' && removed === undefined,
          removed,
        });
      },
    );
    done();
  });

  /** By the server's clock, when the request's head had arrived: a slow line is nobody's fault. */
  function arrivalOf(request: FastifyRequest): number {
    return Math.floor(clock() - (performance.now() - request.began));
  }

  interface Taken {
    readonly link: string;
    readonly form: NonNullable<Awaited<ReturnType<typeof readFormBody>>>;
    readonly at: number;
    readonly send: boolean;
    readonly removed: string | undefined;
  }

  async function take(
    reply: FastifyReply,
    request: FastifyRequest,
    found: Consultation,
    { link, form, at, send, removed }: Taken,
  ): Promise<FastifyReply> {
    const waitToSave = options.pace.save(request.ip);
    if (waitToSave > 0)
      return tooMany(
        reply,
        found,
        waitToSave,
        html`<p>Nothing was kept this time: please go back in your browser, where what you wrote still stands.</p>`,
      );
    const wait = send ? options.pace.send(request.ip) : 0;
    const read = readForm(found.plan, form.fields);
    const known = await findByLink(pool, found.id, hashLink(link));
    if (
      removed !== undefined &&
      known !== null &&
      known.receivedAt === null &&
      (await removeAttachment(pool, known.id, removed))
    )
      await options.files.remove([removed]);
    const room = known === null ? [] : await attachmentsOf(pool, known.id);
    const { files, problems } = known?.receivedAt
      ? { files: [], problems: [] }
      : await takeFiles(found, form.files, room);
    const taken = await takeForm(
      pool,
      found.id,
      {
        link,
        content: read.content,
        problems: [...read.problems, ...problems],
        files,
        send: send && wait === 0,
        at,
        address: request.ip,
      },
      options.handLeaf,
    );
    // The same form may have been sent by another request meanwhile: then these files belong to nobody.
    if (!taken.ok || (taken.value.kind === 'received' && !taken.value.isNew))
      await options.files.remove(files.map(({ id }) => id));
    if (!taken.ok) return notOpen(reply, found);
    if (wait > 0 && taken.value.kind === 'saved') return tooMany(reply, found, wait, keptNotice(found, link));
    return answerWith(reply, found, link, taken.value, read.content.language);
  }

  async function takeFiles(
    { plan }: Consultation,
    sent: readonly Sent[],
    room: readonly Attachment[],
  ): Promise<{ readonly files: readonly Attachment[]; readonly problems: readonly FieldProblem[] }> {
    const files: Attachment[] = [];
    const problems: FieldProblem[] = [];
    for (const one of sent) {
      const question = plan.questions.find(({ id }) => id === one.question);
      const most = question?.kind === 'file' ? (question.at_most ?? 1) : 0;
      const before = [...room, ...files].filter((file) => file.question === one.question).length;
      if (before >= most) {
        problems.push({
          code: 'too_many',
          pointer: `/answers/${one.question}`,
          detail: `takes ${most} at most`,
        });
        continue;
      }
      const taken = await options.files.take(one);
      if (taken.ok) files.push(taken.value);
      else problems.push(...(taken.refusal.errors ?? []));
    }
    return { files, problems };
  }

  async function answerWith(
    reply: FastifyReply,
    found: Consultation,
    link: string,
    outcome: Outcome,
    language: string | undefined,
  ): Promise<FastifyReply> {
    switch (outcome.kind) {
      case 'received':
        // Asked for anew, so that going back and forth in a browser sends nothing twice.
        return reply
          .code(303)
          .header('location', addressOf(found, 'answers', link))
          .send();
      case 'saved':
        return reply
          .code(303)
          .header('location', `${addressOf(found, 'answers', link)}?saved=1`)
          .send();
      case 'late':
        return sendPage(reply, {
          status: 409,
          title: 'Closed',
          body: latePage(found, link, outcome.receivedAt),
        });
      case 'incomplete': {
        const { answer, attachments, problems } = outcome;
        const content = answer.draft ?? EMPTY;
        return sendForm(reply, found, { content, attachments, problems, notice: null, language, link });
      }
    }
  }

  async function sendForm(
    reply: FastifyReply,
    found: Consultation,
    state: Omit<Parameters<typeof formPage>[1], 'documents' | 'language'> & {
      readonly language: string | undefined;
    },
  ): Promise<FastifyReply> {
    const documents = await currentDocuments(pool, found.id);
    const language = languageOf(found, state.language);
    const isWrong = state.problems.length > 0;
    return sendPage(reply, {
      status: isWrong ? 422 : 200,
      title: `${isWrong ? 'Not sent yet: ' : ''}Your answer – ${titleOf(found)}`,
      body: formPage(found, { ...state, documents, language }),
    });
  }

  async function sendReceipt(
    reply: FastifyReply,
    found: Consultation,
    link: string,
    receipt: Parameters<typeof receiptPage>[1]['receipt'],
  ): Promise<FastifyReply> {
    const documents = await currentDocuments(pool, found.id);
    const body = receiptPage(found, { receipt, link, documents, mayWithdraw: true });
    return sendPage(reply, { title: `Received – ${titleOf(found)}`, body });
  }

  async function withdrawNow(
    reply: FastifyReply,
    found: Consultation,
    link: string,
    at: number,
  ): Promise<FastifyReply> {
    const done = await withdraw(pool, options.files, found.id, { link }, at, options.handLeaf);
    if (!done.ok) return sendNotFound(reply);
    return sendPage(reply, { title: 'Withdrawn', body: withdrawnPage(found, done.value.commitment) });
  }
}

function notOpen(reply: FastifyReply, found: Consultation): FastifyReply {
  const body = html`<h1>It is not open</h1><p>This consultation takes no answers now. <a href="${addressOf(found)}">Where it stands</a></p>`;
  return sendPage(reply, { status: 409, title: `Not open – ${titleOf(found)}`, body });
}

function unreadable(reply: FastifyReply, found: Consultation): FastifyReply {
  const body = html`<h1>This could not be read</h1><p>What arrived is no form of ours, or has too many files. Please go back in your browser and try again.</p>
<p><a href="${addressOf(found)}">The consultation</a></p>`;
  return sendPage(reply, { status: 400, title: 'Not readable', body });
}

function tooMany(reply: FastifyReply, found: Consultation, seconds: number, more: Html): FastifyReply {
  reply.header('retry-after', String(seconds));
  const body = html`<h1>One moment, please</h1>
<p>Many answers come from your network at once. Yours is not sent yet; please send it in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.</p>${more}
<p><a href="${addressOf(found)}">The consultation</a></p>`;
  return sendPage(reply, { status: 429, title: 'One moment, please', body });
}

function keptNotice(found: Consultation, link: string): Html {
  return html`<p>What you wrote is kept: <a href="${addressOf(found, 'answers', link)}">go on to your answer and send it</a>.</p>`;
}

function savedNotice(found: Consultation, link: string, request: FastifyRequest): Html {
  const address = `${request.protocol}://${request.host}${addressOf(found, 'answers', link)}`;
  return html`<div class="done" role="status"><h2>Saved, not sent</h2><p>Keep this private link to come back to it; whoever has it can read and send your answer. It is deleted 30 days after closing if you do not send it.</p>
<p class="code"><a href="${address}">${address}</a></p></div>`;
}
