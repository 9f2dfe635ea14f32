import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePractice } from './parse.ts';

const ONE = `practice: sample
version: 1.0.0
harms: { a: { title: A }, b: { title: B } }
lists: { shops: [x, y] }
measures:
  - id: m.one
    title: One
    kinds: [message, post]
    when: target.child && text.contains('x')
    do: nudge
  - id: m.two
    title: Two
    when: "relationship.connected"
    do: block
tests:
  - { name: t, given: { kind: message }, expect: { action: allow } }
`;

/** The same, split, commented, reordered and written in another style. */
const SAME = [
  `# a comment
tests:
- name: t
  expect:
    action: allow
  given:
    kind: "message"
measures:
- do: block
  when: >-
    relationship.connected
  title: 'Two'
  id: m.two
`,
  `version: "1.0.0"
practice: sample
lists:
  shops:
  - y
  - x
harms:
  b: { title: "B" }
  a:
    title: A
`,
  `measures:
  - { id: m.one, do: nudge, title: One, kinds: [post, message],
      when: "target.child&&text.contains( \\"x\\" )" }
`,
];

function hash(...files: readonly string[]): string | undefined {
  return parsePractice(files.map((text, n) => ({ path: `f${n}.yaml`, text }))).practice?.hash;
}

describe('the hash', () => {
  test('is the same however files are named, split, ordered and formatted', () => {
    const expected = hash(ONE);
    expect(expected).toMatch(/^sha256:[0-9a-f]{64}$/);
    fc.assert(
      fc.property(fc.shuffledSubarray(SAME, { minLength: SAME.length }), (files) => {
        expect(hash(...files)).toBe(expected);
      }),
    );
  });

  test.each([
    ['the version', 'version: 1.0.0', 'version: 1.0.1'],
    ['a condition', "text.contains('x')", "text.contains('z')"],
    ['an action', 'do: nudge', 'do: block'],
    ['a title', 'title: One', 'title: One!'],
    ['a list', 'shops: [x, y]', 'shops: [x]'],
    ['a kind', 'kinds: [message, post]', 'kinds: [message]'],
    ['a test', 'expect: { action: allow }', 'expect: { action: block }'],
    [
      'the order of what is asked',
      "target.child && text.contains('x')",
      "text.contains('x') && target.child",
    ],
  ])('changes with %s', (_, from, to) => {
    const changed = ONE.replace(from, to);
    expect(changed).not.toBe(ONE);
    expect(hash(changed)).toMatch(/^sha256:/);
    expect(hash(changed)).not.toBe(hash(ONE));
  });

  test('is what it was in earlier versions', () => {
    expect(hash(ONE)).toMatchInlineSnapshot(
      `"sha256:f87fd28d8933c786a6f8e211a35a6e090e62f52d123ff4aae6d952f35a9c177f"`,
    );
  });
});
