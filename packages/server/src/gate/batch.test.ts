import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someEvent } from '../test-kit/index.ts';
import { BATCH_BODY_LIMIT, MAX_BATCH, parseBatch } from './batch.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const events = (count: number) => Array.from({ length: count }, () => someEvent());

describe('a batch', () => {
  it('is read in its order, one bad event among good ones', () => {
    const [first, second] = [someEvent(), someEvent()];
    const batch = parseBatch(bytes({ events: [first, { ...second, kind: 'massage' }, second, 7] }));
    if (!batch.ok) throw new Error('the batch itself is sound');
    expect(batch.items.map(({ ok }) => ok)).toEqual([true, false, true, false]);
    expect(batch.items[1]).toMatchObject({
      problems: [{ code: 'unknown_value', pointer: '/events/1/kind' }],
    });
    expect(batch.items[3]).toMatchObject({ problems: [{ code: 'wrong_type', pointer: '/events/3' }] });
  });

  it(`takes ${MAX_BATCH} events`, () => {
    expect(parseBatch(bytes({ events: events(MAX_BATCH) }))).toMatchObject({ ok: true });
  });

  it.each<[string, unknown, boolean, string, string]>([
    ['nothing', '', true, 'malformed_json', ''],
    ['half a batch', '{"events":[', true, 'malformed_json', ''],
    ['bytes that are no UTF-8', '\\xff', true, 'malformed_json', ''],
    ['a list', [someEvent()], false, 'wrong_type', ''],
    ['null', null, false, 'wrong_type', ''],
    ['a number', 4, false, 'wrong_type', ''],
    ['another field', { events: events(1), deadline_ms: 5 }, false, 'unknown_field', '/deadline_ms'],
    ['a field with a slash', { 'a/b~': 1, events: events(1) }, false, 'unknown_field', '/a~1b~0'],
    ['no events', {}, false, 'wrong_type', '/events'],
    ['an object of events', { events: { 0: someEvent() } }, false, 'wrong_type', '/events'],
    ['an empty list', { events: [] }, false, 'too_many', '/events'],
    ['one event too many', { events: events(MAX_BATCH + 1) }, false, 'too_many', '/events'],
  ])('is refused as a whole where it is %s', (_name, body, malformed, code, pointer) => {
    expect(parseBatch(bytes(body))).toMatchObject({ ok: false, malformed, problems: [{ code, pointer }] });
  });

  it('is refused where it is no UTF-8', () => {
    const problems = [{ code: 'invalid_utf8', pointer: '' }];
    expect(parseBatch(Buffer.from([0x7b, 0xff, 0x7d]))).toMatchObject({ malformed: true, problems });
  });

  it('allows one event in it no more than one that comes alone', () => {
    const image = someEvent({ content: { images: [{ bytes: 'A'.repeat(1024 * 1024) }] } });
    const images = Array.from({ length: 20 }, () => ({ seen: { text: '€'.repeat(10_000) } }));
    const links = Array.from({ length: 100 }, () => '€'.repeat(2048));
    const large = someEvent({ content: { images, links } });
    const batch = parseBatch(bytes({ events: [image, large] }));
    expect(batch).toMatchObject({
      ok: true,
      items: [{ ok: true }, { ok: false, problems: [{ code: 'too_large', pointer: '/events/1' }] }],
    });
  });

  it('survives nesting that fills the whole body', () => {
    const depth = BATCH_BODY_LIMIT / 2 - 20;
    const batch = parseBatch(bytes(`{"events":[${'['.repeat(depth)}${']'.repeat(depth)}]}`));
    expect(batch).toMatchObject({
      ok: false,
      malformed: false,
      problems: [{ code: 'too_deep', pointer: '' }],
    });
  });

  it('points at the event that nests too deep', () => {
    const batch = parseBatch(bytes(`{"events":[${'['.repeat(1_000)}${']'.repeat(1_000)}]}`));
    expect(batch).toMatchObject({ ok: true, items: [{ ok: false, problems: [{ code: 'too_deep' }] }] });
  });

  it('is read or refused, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(fc.jsonValue(), { maxLength: 5 }), (json, items) => {
        expect(typeof parseBatch(bytes(json)).ok).toBe('boolean');
        expect(typeof parseBatch(bytes({ events: items })).ok).toBe('boolean');
      }),
    );
  });
});
