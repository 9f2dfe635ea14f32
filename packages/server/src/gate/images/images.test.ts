import { createHash } from 'node:crypto';
import type { SourceFile } from '@safeward/engine';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test-kit/index.ts';

const PRACTICE: readonly SourceFile[] = [
  {
    path: 'practice.yaml',
    text: `
practice: pictures
version: 1.0.0
harms: { known: { title: What is known } }
settings: { on_failure: { post: closed } }
keep: { otherwise: content, days: 30 }
measures:
  - id: image.known
    title: What is known to the bank is not shown again
    harm: known
    when: image.known('CASES')
    do: block
  - id: image.unseen
    title: What nobody could look at waits
    harm: known
    when: size(content.unseen) > 0
    do: hold
    until: reviewer
  - id: image.location
    title: Who shows where a picture was taken is told so
    harm: known
    when: image.location
    do: nudge
    tell: { actor: This picture says where it was taken. Shall we take that out? }
tests:
  - name: a known picture is not shown
    given: { kind: post, content: { images: [{ seen: { quality: 90, location: false, matches: [{ bank: CASES, distance: 4 }] } }] } }
    expect: { action: block, measures: [image.known] }
  - name: a voice message waits
    given: { kind: post, content: { media: [{ kind: voice }] } }
    expect: { action: hold, measures: [image.unseen] }
  - name: a picture with a place
    given: { kind: post, content: { images: [{ seen: { quality: 90, location: true, matches: [] } }] } }
    expect: { action: nudge, measures: [image.location] }
`,
  },
];

let gate: TestServer;
let known: Buffer;
let other: Buffer;

/** A picture of soft waves that no other of another seed is near to. */
function drawn(seed: number, width = 320, height = 240): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    let shade = 128;
    for (let n = 1; n <= 8; n++)
      shade += 22 * Math.sin((x * ((n * seed) % 7)) / 60 + (y * ((n * n + seed) % 5)) / 45 + n * seed);
    data[at] = Math.max(0, Math.min(255, shade));
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

beforeAll(async () => {
  gate = await startTestServer({ practiceFiles: PRACTICE, deadlineMs: 20_000 });
  known = await drawn(3).jpeg().toBuffer();
  other = await drawn(5).png().toBuffer();
  await gate.ask('/v1/banks', {
    body: { name: 'CASES', kind: 'pdq', harm: 'ncii', hint: 'block' },
  });
  const asked = await gate.ask('/v1/banks/match', { body: { items: [{ image: known.toString('base64') }] } });
  const { items } = JSON.parse(asked.text) as { items: { pdq: string }[] };
  const added = await gate.ask('/v1/banks/CASES/entries', { body: { entries: [{ value: items[0]?.pdq }] } });
  expect(JSON.parse(added.text)).toEqual({ added: 1 });
});
afterAll(() => gate.close());

let number = 0;
const postOf = (content: object, id = `post-${number++}`) => ({
  id,
  kind: 'post',
  at: '2026-11-24T10:00:00Z',
  actor: { id: 'u1' },
  content,
});
async function decide(content: object, path = '/v1/decisions') {
  const { status, text } = await gate.ask(path, { body: postOf(content) });
  return { status, body: JSON.parse(text) };
}
const image = (bytes: Buffer, id = 'i1') => ({ id, bytes: bytes.toString('base64') });

describe('an event with a picture', () => {
  it('that a bank knows is blocked, with the measure and where it is known', async () => {
    const { status, body } = await decide({ images: [image(known)] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      action: 'block',
      reasons: [{ measure: 'image.known', saw: { 'image.matches': 'CASES (0 bits)' } }],
    });
    expect(body.unseen).toBeUndefined();
  });

  it.each<[string, () => Sharp, string]>([
    ['turned', () => sharp(known).rotate(90), 'rotate'],
    ['mirrored', () => sharp(known).flop(), 'flip'],
    ['smaller', () => sharp(known).resize(200), ''],
  ])('is found %s', async (_, changed, turn) => {
    const { body } = await decide({ images: [image(await changed().png().toBuffer())] });
    expect(body.action).toBe('block');
    expect(body.reasons[0].saw['image.matches']).toContain(turn);
  });

  it('that nobody knows passes; nothing of it is unknown', async () => {
    const { body } = await decide({ images: [image(other)] });
    expect(body).toMatchObject({ action: 'allow', reasons: [] });
    expect(body.unseen).toBeUndefined();
  });

  it('is told of the place in its file', async () => {
    const placed = await sharp(other)
      .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '0/1 7/1 0/1' } })
      .jpeg()
      .toBuffer();
    const { body } = await decide({ images: [image(placed)] });
    expect(body).toMatchObject({ action: 'nudge', reasons: [{ measure: 'image.location' }] });
  });

  it.each<[string, string, () => Buffer]>([
    ['cut off', 'damaged_image', () => known.subarray(0, known.length >> 1)],
    ['no picture', 'unsupported_image', () => Buffer.from('hello, I am no picture at all')],
    ['of no bytes', 'empty_image', () => Buffer.alloc(0)],
    [
      'a drawing that names other files',
      'unsupported_image',
      () =>
        Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>',
        ),
    ],
  ])('that is %s is unknown by name, and never safe', async (_, why, bytes) => {
    const { body } = await decide({ images: [image(other, 'a'), image(bytes(), 'b')] });
    expect(body).toMatchObject({
      action: 'hold',
      unseen: [{ field: 'content.images[1]', why }],
      reasons: [{ measure: 'image.unseen' }],
    });
    // A damaged picture is the sender's; nothing of ours was late.
    expect(body.degraded).toBeUndefined();
  });

  it.each(['voice', 'live_video', 'file'])('and %s: unknown by name', async (kind) => {
    const { body } = await decide({ media: [{ kind }] });
    expect(body).toMatchObject({ action: 'hold', unseen: [{ field: 'content.media[0]', why: kind }] });
  });

  it('is known among others, also beside a damaged one', async () => {
    const { body } = await decide({ images: [image(Buffer.from('no'), 'a'), image(known, 'b')] });
    expect(body.action).toBe('block');
  });

  it('by its hash alone is matched, and by its digest alone not found harmless', async () => {
    const asked = await gate.ask('/v1/banks/match', {
      body: { items: [{ image: known.toString('base64') }] },
    });
    const { pdq } = (JSON.parse(asked.text) as { items: { pdq: string }[] }).items[0] ?? { pdq: '' };
    expect((await decide({ images: [{ pdq }] })).body.action).toBe('block');
    const sha256 = createHash('sha256').update(known).digest('hex');
    expect((await decide({ images: [{ sha256 }] })).body.unseen).toEqual([
      { field: 'content.images[0]', why: 'digest_alone' },
    ]);
  });

  it('whose address leads inside is not fetched, and that is a part that failed', async () => {
    const { body } = await decide({ images: [{ url: 'http://127.0.0.1:1/a.png' }] });
    expect(body).toMatchObject({
      action: 'hold',
      degraded: ['images'],
      unseen: [{ field: 'content.images[0]', why: 'not_fetched' }],
    });
  });

  it('is decided the same when it comes again, and recorded as signals, never as pixels', async () => {
    const event = postOf({ images: [image(known)] });
    const first = JSON.parse((await gate.ask('/v1/decisions', { body: event })).text);
    const second = JSON.parse((await gate.ask('/v1/decisions', { body: event })).text);
    expect(second.id).toBe(first.id);
    const another = postOf({ images: [image(other)] }, event.id);
    expect((await gate.ask('/v1/decisions', { body: another })).status).toBe(422);

    const { rows } = await gate.server.database.pool.query<{ event: string; known: string }>(
      'select event, known from gate.decision where id = $1',
      [first.id],
    );
    const [record] = rows;
    expect(JSON.parse(record?.event ?? '').content.images).toEqual([
      { id: 'i1', sha256: createHash('sha256').update(known).digest('hex') },
    ]);
    expect(JSON.parse(record?.known ?? '').images).toEqual([
      {
        quality: expect.any(Number),
        location: false,
        matches: [{ bank: 'CASES', entry: expect.any(Number), distance: 0, harm: 'ncii', hint: 'block' }],
      },
    ]);
    expect(JSON.stringify(record)).not.toContain(known.toString('base64').slice(40, 80));
  });

  it('of which nothing is base64, or whose digest is another, is refused with its place', async () => {
    const bad = await decide({ images: [{ bytes: 'not base64!' }] });
    expect(bad).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'not_base64', pointer: '/content/images/0/bytes' }] },
    });
    const digest = await decide({ images: [{ ...image(known), sha256: '0'.repeat(64) }] });
    expect(digest).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'other_digest', pointer: '/content/images/0/sha256' }] },
    });
  });

  it('is explained as it would be decided', async () => {
    const { body } = await decide({ images: [image(known)] }, '/v1/explain');
    expect(body.outcome.action).toBe('block');
  });
});

describe('a form', () => {
  async function send(parts: Readonly<Record<string, string | Buffer>>) {
    const form = new FormData();
    for (const [name, part] of Object.entries(parts))
      form.set(name, typeof part === 'string' ? part : new Blob([new Uint8Array(part)]));
    const response = await fetch(`${gate.url}/v1/decisions/form`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gate.key}` },
      body: form,
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  }

  it('with an event and its files is decided as the same in JSON', async () => {
    const event = postOf({ images: [{ id: 'i1' }, { id: 'i2' }] });
    const { status, body } = await send({ event: JSON.stringify(event), i1: other, i2: known });
    expect([status, body.action]).toEqual([200, 'block']);
    const same = { ...event, content: { images: [image(other, 'i1'), image(known, 'i2')] } };
    const again = JSON.parse((await gate.ask('/v1/decisions', { body: same })).text);
    expect(again.id).toBe(body.id);
  });

  it.each<[string, Readonly<Record<string, string | Buffer>>, string]>([
    ['without an event', { i1: 'x' }, 'missing_part'],
    [
      'with a file of no image',
      { event: '{"content":{"images":[{"id":"a"}]}}', b: Buffer.from('x') },
      'unknown_part',
    ],
  ])('%s is refused', async (_, parts, code) => {
    const { status, body } = await send(parts);
    expect([status, body.errors[0].code]).toEqual([422, code]);
  });
});
