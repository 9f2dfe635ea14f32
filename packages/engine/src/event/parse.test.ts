import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { parseEvent, parseEventJson } from './parse.ts';
import { FULL, MESSAGE } from './samples.ts';
import { KINDS } from './vocabulary.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A copy with the value at a path replaced. */
function withField(event: object, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(event) as Record<string | number, unknown>;
  let place = copy;
  for (const key of path.slice(0, -1)) {
    place[key] ??= {};
    place = place[key] as Record<string | number, unknown>;
  }
  place[path.at(-1)!] = value;
  return copy;
}

const refusals = (value: unknown, limits = DEFAULT_LIMITS): string[] => {
  const parsed = parseEvent(value, limits);
  return parsed.ok ? [] : parsed.problems.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe('a valid event', () => {
  test.each([
    ['with what a message needs', MESSAGE],
    ['with all there is', FULL],
    ['without content, where the target says enough', { ...MESSAGE, content: undefined }],
    ['with an audience in a word', { ...MESSAGE, audience: 'direct' }],
    ['with an empty text', { ...MESSAGE, content: { text: '' } }],
    ['with a zone of its own', { ...MESSAGE, at: '2026-11-24T10:00:00+05:30' }],
    ['with the letters of its time in lower case', { ...MESSAGE, at: '2026-11-24t10:00:00z' }],
    ['with parts of a second', { ...MESSAGE, at: '2026-11-24T10:00:00.123456789Z' }],
    ['on a leap day', { ...MESSAGE, at: '2024-02-29T00:00:00Z' }],
  ])('is returned unchanged %s', (_, given) => {
    const event: unknown = JSON.parse(JSON.stringify(given));
    const parsed = parseEvent(event);
    expect(parsed).toEqual({ ok: true, value: event });
    if (parsed.ok) expect(parsed.value).toBe(event);
    expect(parseEventJson(bytes(JSON.stringify(event)))).toEqual({ ok: true, value: event });
  });

  test('of every kind is taken with what its kind needs', () => {
    for (const kind of KINDS) expect(refusals({ ...MESSAGE, kind })).toEqual([]);
  });
});

describe('a problem is told where it is', () => {
  const { idLength, images, links, linkLength, members } = DEFAULT_LIMITS;
  test.each([
    // Missing and unknown.
    ['no id', ['id'], undefined, 'wrong_type /id'],
    ['an empty id', ['id'], '', 'too_short /id'],
    ['an unknown kind', ['kind'], 'massage', 'unknown_value /kind'],
    ['a kind that is no word', ['kind'], 7, 'unknown_value /kind'],
    ['an unknown age band', ['actor', 'age', 'band'], '14', 'unknown_value /actor/age/band'],
    ['an unknown assurance', ['target', 'age', 'assurance'], 'sure', 'unknown_value /target/age/assurance'],
    ['an unknown audience', ['audience'], 'grop', 'unknown_value /audience'],
    ['an audience that is none', ['audience'], 5, 'unknown_value /audience'],
    ['an audience of an unknown kind', ['audience'], { kind: 'all' }, 'unknown_value /audience/kind'],
    // Fields nobody knows, at every level.
    ['a field of the event', ['colour'], 1, 'unknown_field /colour'],
    ['a field with a slash and a tilde', ['a/b~c'], 1, 'unknown_field /a~1b~0c'],
    ['a field of the actor', ['actor', 'name'], 'x', 'unknown_field /actor/name'],
    ['a field of an age', ['actor', 'age', 'years'], 14, 'unknown_field /actor/age/years'],
    ['a field of the target', ['target', 'name'], 'x', 'unknown_field /target/name'],
    ['a field of the audience', ['audience', 'name'], 'x', 'unknown_field /audience/name'],
    [
      'a field of a member',
      ['audience', 'members', 0, 'name'],
      'x',
      'unknown_field /audience/members/0/name',
    ],
    ['a field of the relationship', ['relationship', 'friends'], true, 'unknown_field /relationship/friends'],
    ['a field of the content', ['content', 'html'], 'x', 'unknown_field /content/html'],
    ['a field of an image', ['content', 'images', 1, 'alt'], 'x', 'unknown_field /content/images/1/alt'],
    // Wrong types.
    ['an id that is a number', ['id'], 1, 'wrong_type /id'],
    ['an actor that is a name', ['actor'], 'u1', 'wrong_type /actor'],
    ['a list for a target', ['target'], [], 'wrong_type /target'],
    ['null for content', ['content'], null, 'wrong_type /content'],
    ['a text that is none', ['content', 'text'], ['a'], 'wrong_type /content/text'],
    [
      'a count that is none',
      ['relationship', 'mutual_connections'],
      1.5,
      'wrong_type /relationship/mutual_connections',
    ],
    ['less than nobody', ['audience', 'size'], -1, 'out_of_range /audience/size'],
    ['more than can be counted', ['audience', 'size'], 2 ** 60, 'out_of_range /audience/size'],
    ['context that is a list', ['context'], [1], 'wrong_type /context'],
    [
      'bytes that are not Base64',
      ['content', 'images', 0, 'bytes'],
      'ä',
      'bad_base64 /content/images/0/bytes',
    ],
    ['a language of one letter', ['content', 'language'], 'e', 'too_short /content/language'],
    ['a language of one letter of the actor', ['actor', 'language'], 'e', 'too_short /actor/language'],
    ['a long language of the actor', ['actor', 'language'], 'e'.repeat(36), 'too_long /actor/language'],
    // Limits.
    ['a long id', ['id'], 'x'.repeat(idLength + 1), 'too_long /id'],
    ['a long id of an actor', ['actor', 'id'], 'x'.repeat(idLength + 1), 'too_long /actor/id'],
    [
      'a long id of a member',
      ['audience', 'members', 0, 'id'],
      'x'.repeat(idLength + 1),
      'too_long /audience/members/0/id',
    ],
    ['a long conversation', ['conversation'], 'x'.repeat(idLength + 1), 'too_long /conversation'],
    ['a long text', ['content', 'text'], 'x'.repeat(64 * 1024 + 1), 'too_long /content/text'],
    ['a text long in bytes', ['content', 'text'], '€'.repeat(22_000), 'too_long /content/text'],
    [
      'many images',
      ['content', 'images'],
      Array.from({ length: images + 1 }, () => ({})),
      'too_many /content/images',
    ],
    [
      'many links',
      ['content', 'links'],
      Array.from({ length: links + 1 }, () => 'x'),
      'too_many /content/links',
    ],
    ['a long link', ['content', 'links', 0], 'x'.repeat(linkLength + 1), 'too_long /content/links/0'],
    [
      'a long address of an image',
      ['content', 'images', 1, 'url'],
      'x'.repeat(linkLength + 1),
      'too_long /content/images/1/url',
    ],
    [
      'many members',
      ['audience', 'members'],
      Array.from({ length: members + 1 }, () => ({ id: 'x' })),
      'too_many /audience/members',
    ],
    ['much context', ['context', 'x'], 'x'.repeat(16 * 1024), 'too_large /context'],
    [
      'deep context',
      ['context', 'x'],
      JSON.parse('['.repeat(20) + ']'.repeat(20)),
      'too_deep /context/x/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0',
    ],
    ['too much altogether', ['content', 'images', 0, 'bytes'], 'A'.repeat(1024 * 1024), 'too_large '],
    ['too many bytes altogether', ['context', 'x'], '€'.repeat(400_000), 'too_large '],
    // Characters and names.
    ['half a surrogate pair', ['content', 'text'], 'a\ud83d', 'lone_surrogate /content/text'],
    ['the other half', ['actor', 'id'], '\ude00a', 'lone_surrogate /actor/id'],
    ['half a pair in a name', ['context', 'a\ud83d'], 1, 'lone_surrogate /context'],
    ['a NUL character', ['content', 'text'], 'a\0b', 'nul_character /content/text'],
    ['a NUL character in a name', ['context', 'a\0'], 1, 'nul_character /context'],
    ['a name that reaches a prototype', ['context', 'constructor'], 1, 'unsafe_key /context/constructor'],
    ['another', ['context', 'x', 'prototype'], 1, 'unsafe_key /context/x/prototype'],
    ['a number that is none', ['context', 'x'], Number.NaN, 'not_finite /context/x'],
    ['a number without end', ['context', 'x'], Number.POSITIVE_INFINITY, 'not_finite /context/x'],
    ['what JSON has not', ['context', 'x'], 1n, 'wrong_type /context/x'],
    ['a function', ['context', 'x'], () => 1, 'wrong_type /context/x'],
    // Times.
    ['a time without zone', ['at'], '2026-11-24T10:00:00', 'bad_time /at'],
    ['a date alone', ['at'], '2026-11-24', 'bad_time /at'],
    ['a time with a space', ['at'], '2026-11-24 10:00:00Z', 'bad_time /at'],
    ['a zone without a colon', ['at'], '2026-11-24T10:00:00+0100', 'bad_time /at'],
    ['a zone that is none', ['at'], '2026-11-24T10:00:00+25:00', 'bad_time /at'],
    ['a day that is none', ['at'], '2026-02-30T10:00:00Z', 'bad_time /at'],
    ['a leap day that is none', ['at'], '2025-02-29T10:00:00Z', 'bad_time /at'],
    ['a month that is none', ['at'], '2026-13-01T10:00:00Z', 'bad_time /at'],
    ['hour 24', ['at'], '2026-11-24T24:00:00Z', 'bad_time /at'],
    ['a leap second', ['at'], '2016-12-31T23:59:60Z', 'bad_time /at'],
    ['before 1970', ['at'], '1969-12-31T23:59:59Z', 'bad_time /at'],
    ['after 9999', ['at'], '9999-12-31T23:59:59-01:00', 'bad_time /at'],
    ['year nought', ['actor', 'created_at'], '0000-01-01T00:00:00Z', 'bad_time /actor/created_at'],
    [
      'a leap second of the target',
      ['target', 'created_at'],
      '2016-12-31T23:59:60Z',
      'bad_time /target/created_at',
    ],
    [
      'a leap second of a member',
      ['audience', 'members', 0, 'created_at'],
      '2016-12-31T23:59:60Z',
      'bad_time /audience/members/0/created_at',
    ],
    ['digits of another script', ['at'], '٢٠٢٦-11-24T10:00:00Z', 'bad_time /at'],
    ['a line after the time', ['at'], '2026-11-24T10:00:00Z\n', 'bad_time /at'],
    ['a time that is a number', ['at'], 1764000000, 'wrong_type /at'],
  ] as const)('%s', (_, path, value, refusal) => {
    expect(refusals(withField(FULL, path, value))).toEqual([refusal]);
  });

  test('what is missing is asked for', () => {
    expect(refusals({})).toEqual([
      'missing_field /id',
      'missing_field /kind',
      'missing_field /at',
      'missing_field /actor',
    ]);
    expect(refusals({ ...MESSAGE, actor: {} })).toEqual(['missing_field /actor/id']);
    expect(refusals({ ...FULL, audience: {} })).toEqual(['missing_field /audience/kind']);
  });

  test.each([null, 5, 'x', true, [], [MESSAGE], undefined])('%j is no event', (value) => {
    expect(refusals(value)).toEqual(['wrong_type ']);
  });

  test('every problem is told at once', () => {
    const event = {
      ...FULL,
      x: 1,
      actor: { id: '', y: 1 },
      content: { z: 1, images: [{ w: 1 }], language: 'e' },
      relationship: { v: 1 },
    };
    expect(refusals(event).sort()).toEqual(
      [
        ...['unknown_field /x', 'too_short /actor/id', 'unknown_field /actor/y', 'unknown_field /content/z'],
        ...[
          'unknown_field /content/images/0/w',
          'too_short /content/language',
          'unknown_field /relationship/v',
        ],
      ].sort(),
    );
  });

  test('too many to read are cut short', () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, i]));
    expect(refusals({ ...MESSAGE, ...fields }).length).toBe(100);
  });

  test('what was meant is suggested, and what was sent never repeated', () => {
    const parsed = parseEvent({
      ...MESSAGE,
      kind: 'mesage',
      actor: { id: 'u1', age: { band: 'my private words' } },
    });
    const details = parsed.ok ? [] : parsed.problems.map(({ detail }) => detail);
    expect(details[0]).toContain('did you mean “message”?');
    expect(details.join()).not.toMatch(/mesage|private/);
  });
});

describe('each kind has its needs', () => {
  const bare = { id: 'e', at: MESSAGE.at, actor: { id: 'u1' } };
  test.each([
    ['message', 'missing_field /target'],
    ['group_message', 'missing_field /audience'],
    ['live_chat', 'missing_field /audience'],
    ['contact_request', 'missing_field /target'],
    ['group_invite', 'missing_field /target'],
    ['suggestion', 'missing_field /target'],
    ['post', 'missing_field /content'],
    ['image', 'missing_field /content'],
    ['profile', 'missing_field /content'],
    ['edit', 'missing_field /content'],
    ['search', 'missing_field /content'],
    ['signup', undefined],
    ['setting_change', undefined],
  ])('%s', (kind, refusal) => {
    expect(refusals({ ...bare, kind })).toEqual(refusal === undefined ? [] : [refusal]);
  });
});

describe('limits of one’s own', () => {
  test.each([
    ['idLength', 1, 'too_long /id'],
    ['members', 0, 'too_many /audience/members'],
    ['images', 1, 'too_many /content/images'],
    ['links', 0, 'too_many /content/links'],
    ['linkLength', 5, 'too_long /content/links/0'],
    ['textBytes', 5, 'too_long /content/text'],
    ['contextBytes', 5, 'too_large /context'],
    ['depth', 2, 'too_deep /actor/age/band'],
    ['totalBytes', 50, 'too_large '],
  ] as const)('%s of %i', (name, value, refusal) => {
    expect(refusals(FULL, { ...DEFAULT_LIMITS, [name]: value })).toContain(refusal);
  });

  test('may be wider', () => {
    const long = { ...MESSAGE, id: 'x'.repeat(300) };
    expect(refusals(long, { ...DEFAULT_LIMITS, idLength: 300 })).toEqual([]);
  });
});
