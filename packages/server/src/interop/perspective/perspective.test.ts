import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../test-kit/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Scored {
  readonly attributeScores: Readonly<
    Record<
      string,
      {
        readonly summaryScore: { readonly value: number; readonly type: string };
        readonly spanScores: readonly { readonly begin: number; readonly end: number }[];
      }
    >
  >;
  readonly languages: readonly string[];
  readonly clientToken?: string;
}

async function analyze(body: unknown, key = server.key): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${server.url}/v1alpha1/comments:analyze?key=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

const RUDE = 'You are a stupid idiot and everybody hates you.';
const KIND = 'Thank you, that was very helpful.';

describe('comments:analyze', () => {
  it('scores what it is asked for, in the shape that Perspective answers', async () => {
    const { status, json } = await analyze({
      comment: { text: RUDE },
      requestedAttributes: { TOXICITY: {}, INSULT: {} },
      languages: ['en'],
      doNotStore: true,
      clientToken: 'c1',
    });
    expect(status).toBe(200);
    expect(json).toEqual({
      attributeScores: {
        TOXICITY: {
          spanScores: [
            { begin: 0, end: RUDE.length, score: { value: expect.any(Number), type: 'PROBABILITY' } },
          ],
          summaryScore: { value: expect.any(Number), type: 'PROBABILITY' },
        },
        INSULT: expect.any(Object),
      },
      languages: ['en'],
      detectedLanguages: ['en'],
      clientToken: 'c1',
    });
    expect((json as Scored).attributeScores.TOXICITY?.summaryScore.value).toBeGreaterThan(0.6);
    const kind = (await analyze({ comment: { text: KIND }, requestedAttributes: { TOXICITY: {} } }))
      .json as Scored;
    expect(kind.attributeScores.TOXICITY?.summaryScore.value).toBeLessThan(0.3);
  });

  it('takes both spellings of names, and leaves out what lies under its threshold', async () => {
    const { status, json } = await analyze({
      comment: { text: KIND },
      requested_attributes: { TOXICITY: { score_threshold: 0.9 }, SPAM: { scoreThreshold: 0 } },
      client_token: 'c2',
    });
    expect(status).toBe(200);
    expect(Object.keys((json as Scored).attributeScores)).toEqual(['SPAM']);
    expect((json as Scored).clientToken).toBe('c2');
  });

  it('tells each sentence apart where spans are asked for, by places of the text as it was sent', async () => {
    const text = `<p>${KIND}</p> &amp; ${RUDE}`;
    const { json } = await analyze({
      comment: { text, type: 'HTML' },
      requestedAttributes: { TOXICITY: {} },
      spanAnnotations: true,
    });
    const spans = (json as Scored).attributeScores.TOXICITY?.spanScores ?? [];
    expect(spans.map(({ begin, end }) => text.slice(begin, end))).toEqual([KIND, `&amp; ${RUDE}`]);
  });

  it.each<[what: string, body: unknown, errorType: string]>([
    ['no text', { comment: { text: ' ' }, requestedAttributes: { TOXICITY: {} } }, 'COMMENT_EMPTY'],
    ['no comment', { requestedAttributes: { TOXICITY: {} } }, 'COMMENT_EMPTY'],
    [
      'too much text',
      { comment: { text: 'a '.repeat(10_241) }, requestedAttributes: { TOXICITY: {} } },
      'COMMENT_TOO_LONG',
    ],
    ['no attributes', { comment: { text: 'a' } }, 'NO_REQUESTED_ATTRIBUTES'],
    [
      'an attribute that is not scored',
      { comment: { text: 'a' }, requestedAttributes: { FLIRTATION: {} } },
      'INVALID_REQUEST',
    ],
    [
      'an unknown field',
      { comment: { text: 'a' }, requestedAttributes: { TOXICITY: {} }, x: 1 },
      'INVALID_REQUEST',
    ],
    ['no JSON', '{', 'INVALID_REQUEST'],
    [
      'another language, as said',
      { comment: { text: 'hello' }, requestedAttributes: { TOXICITY: {} }, languages: ['fr'] },
      'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    ],
    [
      'another language, as seen',
      {
        comment: { text: 'Je ne sais pas pourquoi vous êtes dans la rue avec les chats' },
        requestedAttributes: { TOXICITY: {} },
      },
      'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    ],
    [
      'nothing to read',
      { comment: { text: '。。。' }, requestedAttributes: { TOXICITY: {} } },
      'LANGUAGE_DETECTION_FAILED',
    ],
  ])('refuses %s as Perspective does', async (_what, body, errorType) => {
    const { status, json } = await analyze(body);
    expect([status, json]).toEqual([
      400,
      {
        error: {
          code: 400,
          message: expect.any(String),
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error', errorType }],
        },
      },
    ]);
  });

  it('drops what it does not score where it may', async () => {
    const { status, json } = await analyze({
      comment: { text: KIND },
      requestedAttributes: { FLIRTATION: {}, THREAT: {} },
      dropUnsupportedAttributes: true,
    });
    expect([status, Object.keys((json as Scored).attributeScores)]).toEqual([200, ['THREAT']]);
  });

  it('takes the key from Google’s header too, and answers a bad one with 403', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${server.url}/v1alpha1/comments:analyze`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ comment: { text: KIND }, requestedAttributes: { TOXICITY: {} } }),
      });
    expect((await ask({ 'x-goog-api-key': server.key })).status).toBe(200);
    const refused = await ask({ 'x-goog-api-key': 'sw_nothing' });
    expect([refused.status, await refused.json()]).toEqual([
      403,
      {
        error: {
          code: 403,
          message: expect.stringContaining('API key not valid'),
          status: 'PERMISSION_DENIED',
        },
      },
    ]);
  });

  it.each([
    ['20 KB of one word', 'stupid '.repeat(2_900)],
    ['emoji alone', '🐒🐒🐒🍌'],
    ['half a character', `you idiot \ud83d`],
    ['signs without an end', '*'.repeat(20_000)],
    ['letters apart', 'i d i o t '.repeat(2_000)],
    ['masked words', 'f*** '.repeat(4_000)],
  ])('answers %s', async (_what, text) => {
    const body = JSON.stringify({ comment: { text }, requestedAttributes: { TOXICITY: {} } });
    expect([200, 400]).toContain((await analyze(body)).status);
  });
});

describe('comments:suggestscore', () => {
  it('keeps a verdict as Coral sends it, with what was scored then, and without the text', async () => {
    const response = await fetch(`${server.url}/v1alpha1/comments:suggestscore?key=${server.key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        comment: { text: RUDE },
        context: { entries: [{ text: '{"url":"https://news.example"}' }] },
        attributeScores: { ATTACK_ON_COMMENTER: { summaryScore: { value: 1 } } },
        languages: ['EN'],
        communityId: 'Coral:https://news.example',
        clientToken: 'comment:7',
      }),
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      { clientToken: 'comment:7', detectedLanguages: ['en'] },
    ]);
    const { rows } = await server.server.database.pool.query(
      'select source, token, community, name, value, scores from interop.label',
    );
    expect(rows).toEqual([
      {
        source: 'perspective',
        token: 'comment:7',
        community: 'Coral:https://news.example',
        name: 'ATTACK_ON_COMMENTER',
        value: 1,
        scores: expect.objectContaining({ toxicity: expect.any(Number) }),
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('stupid');
  });
});

describe('clients of Perspective, as they are published', () => {
  const require = createRequire(import.meta.url);

  it('googleapis-common makes itself from the discovery document', async () => {
    const { createAPIRequest, Discovery } =
      require('googleapis-common') as typeof import('googleapis-common');
    expect(createAPIRequest).toBeTypeOf('function');
    const make = await new Discovery({}).discoverAPI(`${server.url}/$discovery/rest?version=v1alpha1`);
    const client = make({}, {}) as unknown as {
      readonly comments: {
        analyze(request: object): Promise<{ readonly data: Scored }>;
      };
    };
    const { data } = await client.comments.analyze({
      key: server.key,
      resource: { comment: { text: RUDE }, requestedAttributes: { TOXICITY: {} } },
    });
    expect(data.attributeScores.TOXICITY?.summaryScore.value).toBeGreaterThan(0.6);
  });

  /** Both write their host into their code: what they send there is sent here. */
  function redirect(): () => void {
    const { hostname, port } = new URL(server.url);
    const here = (options: unknown): RequestOptions => {
      const given =
        options instanceof URL ? { path: options.pathname + options.search } : (options as RequestOptions);
      return { ...given, protocol: 'http:', host: hostname, hostname, port: Number(port), agent: undefined };
    };
    const spy = vi
      .spyOn(https, 'request')
      .mockImplementation(((options: unknown, ...rest: never[]) =>
        http.request(here(options), ...(rest as [never]))) as typeof https.request);
    return () => spy.mockRestore();
  }

  it('perspective-api-client scores', async () => {
    const Perspective = require('perspective-api-client') as new (options: {
      apiKey: string;
    }) => {
      analyze(text: string, options?: object): Promise<Scored>;
    };
    const undo = redirect();
    try {
      const scored = await new Perspective({ apiKey: server.key }).analyze(RUDE, {
        attributes: ['toxicity', 'insult'],
      });
      expect(Object.keys(scored.attributeScores).sort()).toEqual(['INSULT', 'TOXICITY']);
      expect(scored.attributeScores.TOXICITY?.summaryScore.value).toBeGreaterThan(0.6);
    } finally {
      undo();
    }
  });

  it('@conversationai/perspectiveapi-js-client scores', async () => {
    const { Client } =
      require('@conversationai/perspectiveapi-js-client') as typeof import('@conversationai/perspectiveapi-js-client');
    const undo = redirect();
    try {
      const scores = await new Client(server.key).getScores(`<b>${RUDE}</b>`, {
        attributes: ['TOXICITY', 'SPAM'],
      });
      expect(Object.keys(scores).sort()).toEqual(['SPAM', 'TOXICITY']);
      expect(scores.TOXICITY).toBeGreaterThan(0.6);
    } finally {
      undo();
    }
  });
});
