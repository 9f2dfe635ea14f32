import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../platform/keys/index.ts';
import { startTestServer, type TestServer } from '../../test-kit/index.ts';
import { CATEGORIES } from './judge.ts';

let server: TestServer;
let openai: OpenAI;
beforeAll(async () => {
  server = await startTestServer();
  openai = new OpenAI({ apiKey: server.key, baseURL: `${server.url}/v1` });
});
afterAll(() => server.close());

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('POST /v1/moderations, asked by the openai package', () => {
  it('judges one text with all categories', async () => {
    const answer = await openai.moderations.create({
      input: 'You are a stupid idiot and everybody hates you.',
    });
    expect(answer.id).toMatch(/^modr-[0-9a-f]{32}$/);
    expect(answer.model).toBe('omni-moderation-latest');
    expect(answer.results).toHaveLength(1);
    const [result] = answer.results;
    expect(Object.keys(result?.categories ?? {}).sort()).toEqual([...CATEGORIES].sort());
    expect(Object.keys(result?.category_scores ?? {}).sort()).toEqual([...CATEGORIES].sort());
    expect(result?.flagged).toBe(true);
    expect(result?.categories.harassment).toBe(true);
    expect(result?.category_applied_input_types.harassment).toEqual(['text']);
  });

  it('gives each of several texts its own result, in order', async () => {
    const { results } = await openai.moderations.create({
      input: ['See you at six.', 'I want to kill myself tonight.', 'The bakery opens at seven.'],
    });
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true, false]);
    expect(results[1]?.categories['self-harm/intent']).toBe(true);
  });

  it('says which categories it cannot judge', async () => {
    const { results } = await openai.moderations.create({ input: 'See you at six.' });
    const { unknown } = results[0] as unknown as { readonly unknown: readonly string[] };
    expect(unknown).toEqual(['illicit', 'illicit/violent', 'self-harm/instructions', 'violence/graphic']);
    expect(results[0]?.category_scores.illicit).toBe(0);
  });

  it('gives texts and images together one result, and rules nothing out that an image may show', async () => {
    const { results } = await openai.moderations.create({
      input: [
        { type: 'text', text: 'Look at this.' },
        { type: 'image_url', image_url: { url: PNG } },
      ],
    });
    expect(results).toHaveLength(1);
    const { unknown } = results[0] as unknown as { readonly unknown: readonly string[] };
    expect(unknown).toEqual(expect.arrayContaining(['sexual', 'violence', 'violence/graphic', 'self-harm']));
  });

  it('judges nothing in a language that the model does not read', async () => {
    const { results } = await openai.moderations.create({
      input: 'Je ne sais pas pourquoi vous êtes dans la rue avec les chats',
    });
    expect((results[0] as unknown as { readonly unknown: readonly string[] }).unknown).toHaveLength(13);
    expect(results[0]?.flagged).toBe(false);
  });

  it('throws what OpenAI’s own errors throw, and does not ask again', async () => {
    const stranger = new OpenAI({ apiKey: 'sk-nothing', baseURL: `${server.url}/v1` });
    await expect(stranger.moderations.create({ input: 'a' })).rejects.toThrow(OpenAI.AuthenticationError);
    await expect(openai.moderations.create({ input: [] })).rejects.toThrow(OpenAI.BadRequestError);
    const response = await fetch(`${server.url}/v1/moderations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: '{"input":7}',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(response.headers.get('x-request-id')).toMatch(/./);
    expect(await response.json()).toEqual({
      error: { message: expect.any(String), type: 'invalid_request_error', param: 'input', code: null },
    });
  });

  it('counts each text against the rate of the key, and says so as OpenAI does', async () => {
    const { key } = await createKey(server.server.database.pool, {
      name: 'slow',
      scopes: ['score'],
      rate: { count: 3, seconds: 60, burst: 3 },
    });
    const slow = new OpenAI({ apiKey: key, baseURL: `${server.url}/v1`, maxRetries: 0 });
    await slow.moderations.create({ input: ['a', 'b', 'c'] });
    await expect(slow.moderations.create({ input: 'd' })).rejects.toThrow(OpenAI.RateLimitError);
  });
});
