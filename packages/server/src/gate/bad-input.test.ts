import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';

let gate: TestServer;
let before = 0;
beforeAll(async () => {
  gate = await startTestServer();
  before = await count();
});
afterAll(() => gate.close());

const count = async () => {
  const { rows } = await gate.server.database.pool.query<{ n: number }>(
    'select count(*)::int as n from gate.decision',
  );
  return rows[0]?.n ?? Number.NaN;
};

/** What is refused has left nothing behind, and who comes next is served. */
afterEach(async () => {
  expect(await count()).toBe(before);
  expect((await gate.decide(someEvent())).status).toBe(200);
  before += 1;
});

const event = someEvent();
const json = (changes: object) => JSON.stringify({ ...event, ...changes });
const raw = (from: string, to: string) => JSON.stringify(event).replace(from, to);
const person = { id: 'u9' };
const text = (value: string) => json({ content: { text: value } });

/** What is sent, and the status, code of the problem, code and pointer of its first error. */
const BODIES: readonly (readonly [string, string | Uint8Array, number, string, string, string])[] = [
  ['nothing', '', 400, 'malformed_event', 'malformed_json', ''],
  ['half an event', JSON.stringify(event).slice(0, -5), 400, 'malformed_event', 'malformed_json', ''],
  ['something behind an event', `${JSON.stringify(event)} x`, 400, 'malformed_event', 'malformed_json', ''],
  ['single quotes', "{'id': 'e1'}", 400, 'malformed_event', 'malformed_json', ''],
  ['a comment', `/* hi */ ${JSON.stringify(event)}`, 400, 'malformed_event', 'malformed_json', ''],
  ['NaN', raw('"connected":true', '"connected":NaN'), 400, 'malformed_event', 'malformed_json', ''],
  [
    'a byte order mark of another encoding',
    Buffer.from('fffe7b007d00', 'hex'),
    400,
    'malformed_event',
    'invalid_utf8',
    '',
  ],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    400,
    'malformed_event',
    'invalid_utf8',
    '',
  ],
  [
    'an overlong form',
    Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    400,
    'malformed_event',
    'invalid_utf8',
    '',
  ],
  [
    'a surrogate in UTF-8',
    Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    400,
    'malformed_event',
    'invalid_utf8',
    '',
  ],
  ['a list', '[]', 422, 'invalid_event', 'wrong_type', ''],
  ['null', 'null', 422, 'invalid_event', 'wrong_type', ''],
  ['a text', '"event"', 422, 'invalid_event', 'wrong_type', ''],
  ['a number', '17', 422, 'invalid_event', 'wrong_type', ''],
  ['an empty object', '{}', 422, 'invalid_event', 'missing_field', '/id'],
  ['an unknown kind', json({ kind: 'massage' }), 422, 'invalid_event', 'unknown_value', '/kind'],
  ['an unknown field', json({ actr: person }), 422, 'invalid_event', 'unknown_field', '/actr'],
  [
    'an unknown field further in',
    json({ actor: { ...person, agee: {} } }),
    422,
    'invalid_event',
    'unknown_field',
    '/actor/agee',
  ],
  [
    'an unknown field with a slash in its name',
    json({ 'a/b~c': 1 }),
    422,
    'invalid_event',
    'unknown_field',
    '/a~1b~0c',
  ],
  ['a number as an id', json({ id: 7 }), 422, 'invalid_event', 'wrong_type', '/id'],
  ['an empty id', json({ id: '' }), 422, 'invalid_event', 'too_short', '/id'],
  ['an id of 257 characters', json({ id: 'x'.repeat(257) }), 422, 'invalid_event', 'too_long', '/id'],
  ['an actor that is a text', json({ actor: 'u1' }), 422, 'invalid_event', 'wrong_type', '/actor'],
  [
    'an unknown age band',
    json({ actor: { ...person, age: { band: '13-15' } } }),
    422,
    'invalid_event',
    'unknown_value',
    '/actor/age/band',
  ],
  ['a date without a zone', json({ at: '2026-11-24T10:00:00' }), 422, 'invalid_event', 'bad_time', '/at'],
  ['a day alone', json({ at: '2026-11-24' }), 422, 'invalid_event', 'bad_time', '/at'],
  ['the 30th of February', json({ at: '2026-02-30T10:00:00Z' }), 422, 'invalid_event', 'bad_time', '/at'],
  ['a number as a time', json({ at: 1_764_000_000 }), 422, 'invalid_event', 'wrong_type', '/at'],
  [
    'half a surrogate pair',
    raw('Saturday', '\\ud83d'),
    422,
    'invalid_event',
    'lone_surrogate',
    '/content/text',
  ],
  ['half a surrogate pair in an id', raw(event.id, '\\udc00'), 422, 'invalid_event', 'lone_surrogate', '/id'],
  ['a NUL character', raw('Saturday', '\\u0000'), 422, 'invalid_event', 'nul_character', '/content/text'],
  [
    'a NUL character in context',
    json({ context: { a: ['\0'] } }),
    422,
    'invalid_event',
    'nul_character',
    '/context/a/0',
  ],
  [
    'a NUL character in a name',
    json({ context: { 'a\0': 1 } }),
    422,
    'invalid_event',
    'nul_character',
    '/context',
  ],
  [
    'a number beyond all',
    raw('"connected":true', '"mutual_connections":1e999'),
    422,
    'invalid_event',
    'not_finite',
    '/relationship/mutual_connections',
  ],
  [
    'a number that is not whole',
    json({ relationship: { mutual_connections: 1.5 } }),
    422,
    'invalid_event',
    'wrong_type',
    '/relationship/mutual_connections',
  ],
  [
    'a prototype',
    raw('"kind"', '"__proto__":{"kind":"post"},"kind"'),
    422,
    'invalid_event',
    'unsafe_key',
    '/__proto__',
  ],
  [
    'a constructor in context',
    json({ context: { constructor: 1 } }),
    422,
    'invalid_event',
    'unsafe_key',
    '/context/constructor',
  ],
  [
    'nesting of 10,000',
    json({ context: { a: 0 } }).replace('"a":0', `"a":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    422,
    'invalid_event',
    'too_deep',
    `/context/a${'/0'.repeat(15)}`,
  ],
  [
    'nesting that fills the body',
    `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
    422,
    'invalid_event',
    'too_deep',
    '',
  ],
  [
    'a text of 64 KiB and one byte',
    text('x'.repeat(64 * 1024 + 1)),
    422,
    'invalid_event',
    'too_long',
    '/content/text',
  ],
  [
    'a text of 64 KiB in bytes, not in characters',
    text('€'.repeat(22_000)),
    422,
    'invalid_event',
    'too_long',
    '/content/text',
  ],
  [
    '21 images',
    json({ content: { images: Array.from({ length: 21 }, () => ({})) } }),
    422,
    'invalid_event',
    'too_many',
    '/content/images',
  ],
  [
    '101 links',
    json({ content: { links: Array.from({ length: 101 }, () => 'https://a.example/') } }),
    422,
    'invalid_event',
    'too_many',
    '/content/links',
  ],
  [
    '257 members',
    json({ audience: { kind: 'group', members: Array.from({ length: 257 }, () => person) } }),
    422,
    'invalid_event',
    'too_many',
    '/audience/members',
  ],
  [
    '17 KiB of context',
    json({ context: { a: 'x'.repeat(17 * 1024) } }),
    422,
    'invalid_event',
    'too_large',
    '/context',
  ],
  [
    'a post without content',
    json({ kind: 'post', content: undefined }),
    422,
    'invalid_event',
    'missing_field',
    '/content',
  ],
  [
    'a contact request to nobody',
    json({ kind: 'contact_request', target: undefined }),
    422,
    'invalid_event',
    'missing_field',
    '/target',
  ],
];

describe('an event is refused', () => {
  it.each(BODIES)('that is %s', async (_name, body, status, code, errorCode, pointer) => {
    for (const path of ['/v1/decisions', '/v1/explain']) {
      const answer = await gate.ask(path, { body });
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect([answer.status, answer.json.code]).toEqual([status, code]);
      expect(answer.json.errors?.[0]).toMatchObject({ code: errorCode, pointer });
      expect(answer.json).toMatchObject({ status, pointer, request_id: answer.headers.get('x-request-id') });
    }
  });
});

/** An event of so many bytes. */
function longOf(length: number): string {
  return json({}).replace(/}$/, ' '.repeat(length - json({}).length).concat('}'));
}

/** An event with an image of so many characters. */
function imageOf(length: number): string {
  return json({ content: { images: [{ bytes: 'A'.repeat(length) }] } });
}

const JSON_BODY = { body: JSON.stringify(event) };
const REQUESTS: readonly (readonly [string, string, Ask, number, string])[] = [
  ['a body of 3 MB', '/v1/decisions', { body: 'x'.repeat(3_000_000) }, 413, 'too_large'],
  ['a body of 3 MB to explain', '/v1/explain', { body: text('x'.repeat(3_000_000)) }, 413, 'too_large'],
  ['a batch of 9 MB', '/v1/decisions/batch', { body: 'x'.repeat(9_000_000) }, 413, 'too_large'],
  ['an event of just over 1 MiB', '/v1/decisions', { body: longOf(1024 * 1024 + 1) }, 413, 'too_large'],
  ['images of 16 MiB', '/v1/decisions', { body: imageOf(16 * 1024 * 1024) }, 413, 'too_large'],
  [
    'plain text',
    '/v1/decisions',
    { ...JSON_BODY, headers: { 'content-type': 'text/plain' } },
    415,
    'unsupported_media_type',
  ],
  [
    'a form',
    '/v1/decisions',
    { ...JSON_BODY, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported_media_type',
  ],
  [
    'a type that is none',
    '/v1/decisions',
    { ...JSON_BODY, headers: { 'content-type': '/' } },
    415,
    'unsupported_media_type',
  ],
  [
    'a compressed body',
    '/v1/decisions',
    { ...JSON_BODY, headers: { 'content-encoding': 'gzip' } },
    415,
    'unsupported_media_type',
  ],
  ['another method', '/v1/decisions', { method: 'PUT', ...JSON_BODY }, 405, 'method_not_allowed'],
  [
    'another method on an address with an id',
    '/v1/decisions/dec_1',
    { method: 'DELETE' },
    405,
    'method_not_allowed',
  ],
  ['a method nobody knows', '/v1/decisions', { method: 'PROPFIND' }, 405, 'method_not_allowed'],
  ['a question what is allowed', '/v1/decisions', { method: 'OPTIONS' }, 405, 'method_not_allowed'],
  ['another address', '/v1/decision', JSON_BODY, 404, 'not_found'],
  ['a slash too many', '/v1/decisions/batch/', JSON_BODY, 404, 'not_found'],
  ['an address that cannot be decoded', '/v1/decisions/%zz', {}, 400, 'bad_request'],
  ['an id of a thousand characters', `/v1/decisions/${'x'.repeat(1_000)}`, {}, 404, 'not_found'],
  ['an unknown parameter', '/v1/decisions?dedline_ms=5', JSON_BODY, 400, 'invalid_query'],
  ['an unknown parameter to explain', '/v1/explain?deadline_ms=5', JSON_BODY, 400, 'invalid_query'],
  ['an unknown parameter of one decision', '/v1/decisions/dec_1?verbose=1', {}, 400, 'invalid_query'],
  ['no time at all', '/v1/decisions?deadline_ms=0', JSON_BODY, 400, 'invalid_query'],
  ['negative time', '/v1/decisions?deadline_ms=-5', JSON_BODY, 400, 'invalid_query'],
  ['half a millisecond', '/v1/decisions?deadline_ms=0.5', JSON_BODY, 400, 'invalid_query'],
  ['more than a minute', '/v1/decisions?deadline_ms=60001', JSON_BODY, 400, 'invalid_query'],
  ['a deadline in words', '/v1/decisions?deadline_ms=soon', JSON_BODY, 400, 'invalid_query'],
  ['two deadlines', '/v1/decisions?deadline_ms=5&deadline_ms=6', JSON_BODY, 400, 'invalid_query'],
];

describe('a request is refused', () => {
  it.each(REQUESTS)('with %s', async (_name, path, ask, status, code) => {
    const answer = await gate.ask(path, ask);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(answer.json.request_id).toBe(answer.headers.get('x-request-id'));
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/GET/);
    if (code === 'invalid_query') expect(answer.json.pointer).toMatch(/^\/\w+$/);
  });
});

it('an event of half a megabyte is none too many', async () => {
  expect((await gate.decide(longOf(512 * 1024))).status).toBe(200);
  before += 1;
});

describe('the id of a request', () => {
  it.each([
    ['is the one that its caller gave', 'trace-81.4:a_B', true],
    ['is another where that is no sane one', 'a b', false],
    ['is another where that is too long', 'x'.repeat(129), false],
  ])('%s', async (_name, given, kept) => {
    const { headers } = await gate.ask('/livez', { headers: { 'x-request-id': given } });
    const id = headers.get('x-request-id');
    expect(id === given).toBe(kept);
    if (!kept) expect(id).toMatch(/^req_[0-9a-z]{26}$/);
  });
});
