import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, startTestServer, type TestServer } from '../test-kit/index.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
});
afterAll(() => gate.close());

async function ask(
  path: string,
  options: Ask = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { status, text } = await gate.ask(path, options);
  return { status, body: JSON.parse(text) };
}

const post = (path: string, body: unknown) => ask(path, { method: 'POST', body });

const ZEROS = '0'.repeat(64);

describe('banks over HTTP', () => {
  it('are made, filled, asked and emptied, and each acts on the next question', async () => {
    const made = await post('/v1/banks', {
      name: 'CASES',
      kind: 'pdq',
      radius: 8,
      harm: 'ncii',
      hint: 'block',
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'CASES', radius: 8, enabled: 1, is_negative: false });
    expect((await post('/v1/banks', { name: 'CASES', kind: 'pdq' })).body).toMatchObject({
      code: 'bank_exists',
    });

    const values = [`f${'0'.repeat(63)}`, `${'0'.repeat(63)}1`];
    const added = await post('/v1/banks/CASES/entries', {
      entries: values.map((value) => ({ value: value.toUpperCase() })),
    });
    expect(added.body).toEqual({ added: 2 });
    const again = await post('/v1/banks/CASES/entries', { entries: values.map((value) => ({ value })) });
    expect(again.body).toEqual({ added: 0 });

    const asked = {
      items: [
        { kind: 'pdq', value: ZEROS },
        { kind: 'pdq', value: ZEROS, radius: 1 },
        { kind: 'md5', value: '0'.repeat(32) },
      ],
    };
    const found = (await post('/v1/banks/match', asked)).body;
    const match = { bank: 'CASES', entry: expect.any(Number), harm: 'ncii', hint: 'block' };
    expect(found).toEqual({
      items: [
        {
          matches: [
            { ...match, distance: 1 },
            { ...match, distance: 4 },
          ],
        },
        { matches: [{ ...match, distance: 1 }] },
        { matches: [] },
      ],
    });

    const listed = await ask('/v1/banks/CASES/entries?limit=1');
    expect(listed.body).toMatchObject({ entries: [{ value: values[0] }], next: expect.any(Number) });
    const { next } = listed.body as { readonly next: number };
    expect((await ask(`/v1/banks/CASES/entries?after=${next}`)).body).toMatchObject({
      entries: [{ value: values[1] }],
      next: null,
    });

    expect((await post('/v1/banks/CASES/entries/remove', { values: [values[1], ZEROS] })).body).toEqual({
      removed: 1,
    });
    expect((await post('/v1/banks/match', asked)).body).toMatchObject({
      items: [{ matches: [{ distance: 4 }] }, { matches: [] }, { matches: [] }],
    });
    expect((await ask('/v1/banks')).body).toMatchObject({ banks: [{ name: 'CASES', entries: 1 }] });
  });

  it('find an image again that was made smaller', async () => {
    const data = Uint8Array.from({ length: 300 * 200 }, (_, at) => {
      const [x, y] = [at % 300, Math.floor(at / 300)];
      return (x * 3 + ((x * y) >> 5) + (y > 90 ? 70 : 0)) & 255;
    });
    const image = sharp(data, { raw: { width: 300, height: 200, channels: 1 } });
    const file = await image.clone().png().toBuffer();
    const first = await post('/v1/banks/match', { items: [{ image: file.toString('base64') }] });
    const { pdq } = (first.body as { readonly items: readonly [{ readonly pdq: string }] }).items[0];
    await post('/v1/banks', { name: 'IMAGES', kind: 'pdq' });
    await post('/v1/banks/IMAGES/entries', { entries: [{ value: pdq }] });
    const smaller = await image.clone().resize(240, 160).jpeg({ quality: 85 }).toBuffer();
    const { body } = await post('/v1/banks/match', { items: [{ image: smaller.toString('base64') }] });
    expect(body).toMatchObject({ items: [{ quality: expect.any(Number), matches: [{ bank: 'IMAGES' }] }] });
  });

  it('keep values and images out of the log', async () => {
    const value = `${'0123456789abcdef'.repeat(4)}`;
    await post('/v1/banks', { name: 'QUIET', kind: 'pdq' });
    await post('/v1/banks/QUIET/entries', { entries: [{ value }, { value: 'no hash' }] });
    await post('/v1/banks/QUIET/entries', { entries: [{ value }] });
    await post('/v1/banks/match', { items: [{ kind: 'pdq', value }] });
    expect(gate.logged()).not.toContain(value);
  });

  it.each<[string, string, unknown, number, object]>([
    [
      'a name that is none',
      '/v1/banks',
      { name: 'small letters', kind: 'pdq' },
      422,
      { code: 'invalid_body' },
    ],
    ['a kind that is none', '/v1/banks', { name: 'A', kind: 'tlsh' }, 422, { code: 'invalid_body' }],
    [
      'a bank that is none',
      '/v1/banks/NONE/entries',
      { entries: [{ value: ZEROS }] },
      404,
      { code: 'no_bank' },
    ],
    [
      'one wrong value among others',
      '/v1/banks/CASES/entries',
      { entries: [{ value: ZEROS }, { value: 'x' }] },
      422,
      { code: 'invalid_entries', pointer: '/entries/1/value' },
    ],
    [
      'a question that is none',
      '/v1/banks/match',
      { items: [{ kind: 'pdq', value: 'x' }] },
      422,
      { pointer: '/items/0/value' },
    ],
    ['what is no base64', '/v1/banks/match', { items: [{ image: '%%' }] }, 422, { code: 'unreadable_image' }],
    [
      'what is no image',
      '/v1/banks/match',
      { items: [{ image: 'aGVsbG8=' }] },
      422,
      { code: 'unreadable_image', errors: [{ code: 'unsupported_image' }] },
    ],
    [
      'an address of our own',
      '/v1/banks/match',
      { items: [{ url: 'http://127.0.0.1:5432/x.jpg' }] },
      422,
      { code: 'unreadable_image', errors: [{ code: 'not_fetched', pointer: '/items/0/url' }] },
    ],
    [
      'a radius too large',
      '/v1/banks/match',
      { items: [{ kind: 'pdq', value: ZEROS, radius: 64 }] },
      422,
      { code: 'invalid_body' },
    ],
  ])('refuse %s', async (_, path, body, status, problem) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(problem);
  });
});
