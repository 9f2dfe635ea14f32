import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, connectRaw, someEvent, startTestServer, type TestServer } from '../test-kit/index.ts';

let gate: TestServer;
beforeAll(async () => {
  gate = await startTestServer();
});
afterAll(() => gate.close());

const RUNS = process.env.SAFEWARD_LONG === '1' ? 5_000 : 300;

/** The names that an event has, among others, so that what is made up resembles one. */
const key = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...'id kind at actor target audience conversation relationship content context text images links age band connected members size __proto__'.split(
        ' ',
      ),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const leaf = fc.oneof(
  fc.constantFrom(
    'message',
    'post',
    'direct',
    'adult',
    '2026-11-24T10:00:00Z',
    'u1',
    '',
    '\0',
    '\ud800',
    true,
    null,
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.double(),
  fc.integer(),
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 8, noNullPrototype: true }),
  ),
}));
const eventLike = fc
  .tuple(anything, fc.dictionary(key, anything, { maxKeys: 3, noNullPrototype: true }))
  .map(([value, changes]) =>
    typeof value === 'object' && value !== null ? { ...someEvent(), ...changes } : value,
  );

/** Bytes of a sound event with some of them changed, left out, or doubled. */
const mutated = fc
  .array(fc.record({ at: fc.nat(400), bytes: fc.uint8Array({ maxLength: 4 }), drop: fc.nat(6) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((edits) => {
    let body = Buffer.from(JSON.stringify(someEvent({ context: { n: [1, { é: '€😀' }] } })));
    for (const { at, bytes, drop } of edits)
      body = Buffer.concat([body.subarray(0, at), bytes, body.subarray(at + drop)]);
    return body;
  });

const PATHS = ['/v1/decisions', '/v1/explain', '/v1/decisions/batch'];

/** Either a decision or a problem that says what is wrong with what was sent. */
function isSound({ status, headers, json }: Answer): void {
  expect(status).toBeLessThan(500);
  if (status === 200) return;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(json).toMatchObject({ status, code: expect.stringMatching(/^[a-z_]+$/) });
}

describe('no input makes the gate fail or hang:', () => {
  it('JSON that resembles an event', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), eventLike, async (path, value) => {
        isSound(await gate.ask(path, { body: JSON.stringify(value) ?? 'null' }));
      }),
      { numRuns: RUNS },
    );
  });

  it('batches of that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(eventLike, { maxLength: 6 }), async (events) => {
        const answer = await gate.ask('/v1/decisions/batch', { body: { events } });
        isSound(answer);
        for (const { status } of answer.json.decisions ?? []) expect(status ?? 200).toBeLessThan(500);
      }),
      { numRuns: RUNS / 3 },
    );
  });

  it('a sound event with some bytes changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), mutated, async (path, body) => {
        isSound(await gate.ask(path, { body }));
      }),
      { numRuns: RUNS },
    );
  });

  it('parameters of the list', async () => {
    const name = fc.constantFrom('actor', 'action', 'measure', 'since', 'until', 'limit', 'cursor', 'other');
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'allow',
        '5',
        '2026-11-24T10:00:00Z',
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
        '%',
        "'",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), async (pairs) => {
        isSound(await gate.ask(`/v1/decisions?${new URLSearchParams(pairs)}`));
      }),
      { numRuns: RUNS },
    );
  });

  it('addresses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), fc.string({ unit: 'grapheme' }), async (path, id) => {
        isSound(await gate.ask(path || '/'));
        isSound(await gate.ask(`/v1/decisions/${encodeURIComponent(id)}`));
      }),
      { numRuns: RUNS / 3 },
    );
  });

  it('bytes on the bare connection', async () => {
    const head = `POST /v1/decisions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${gate.key}\r\ncontent-type: application/json\r\ncontent-length: `;
    const sound = () => {
      const body = JSON.stringify(someEvent());
      return Buffer.from(`${head}${body.length}\r\n\r\n${body}`);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(700), fc.uint8Array({ maxLength: 6 }), fc.nat(20), async (at, bytes, drop) => {
        const whole = sound();
        const connection = await connectRaw(gate.url);
        connection.send(Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + drop)]));
        // What is not whole is not waited for: the caller has nothing more to say.
        connection.end();
        expect(await connection.answered).not.toMatch(/HTTP\/1\.1 5/);
      }),
      { numRuns: RUNS },
    );
  });

  it('and all the while it serves everybody else', async () => {
    expect((await gate.decide(someEvent())).status).toBe(200);
    expect(gate.logged()).not.toContain('"level":"error"');
  });
});
