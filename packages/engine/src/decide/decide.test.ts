import { describe, expect, test } from 'vitest';
import { matched, measure, measures, outcome, planOf } from '../test-kit.ts';

const CHILD = { id: 't', age: { band: '13_15' } };
const ADULT = { id: 't', age: { band: 'adult' } };

describe('what acts', () => {
  const plan = planOf(
    measures(
      measure('a.nudge', { when: 'target.child', do: 'nudge', tell: { actor: 'nudge', target: 'to you' } }),
      measure('b.limit', { when: 'target.child', do: 'limit', limits: ['no_images', 'strip_links'] }),
      measure('c.limit', { when: 'target.child', do: 'limit', limits: ['blur_images'] }),
      measure('d.hold', {
        when: 'target.child && relationship.connected == false',
        do: 'hold',
        until: 'recipient',
        tell: { actor: 'hold' },
        effects: [{ review: 'q' }],
      }),
      measure('e.hold', {
        when: 'target.age.band == "under_13" || target.age.band == "unknown"',
        do: 'hold',
        until: 'guardian',
        effects: [{ review: 'q' }, { notify: 'guardian' }],
      }),
      measure('f.block', { when: 'relationship.blocked', do: 'block' }),
    ),
  );

  test('nothing that matches: allow, and nothing else is said', () => {
    expect(outcome(plan, { target: ADULT, relationship: { connected: true } })).toEqual({
      event: 'e1',
      action: 'allow',
      reasons: [],
      effects: [],
      practice: plan.label,
    });
  });

  test('every match is listed, strictest first, and the strictest acts', () => {
    const decided = outcome(plan, { target: { id: 't', age: { band: 'under_13' } } });
    expect(decided.reasons.map(({ measure: id, action }) => [id, action])).toEqual([
      ['e.hold', 'hold'],
      ['d.hold', 'hold'],
      ['b.limit', 'limit'],
      ['c.limit', 'limit'],
      ['a.nudge', 'nudge'],
    ]);
    expect(decided).toMatchObject({
      action: 'hold',
      until: 'guardian',
      // In the order of the vocabulary, of all limits together.
      limits: ['strip_links', 'blur_images', 'no_images'],
      tell: { actor: 'hold', target: 'to you' },
      effects: [{ review: 'q' }, { notify: 'guardian' }],
    });
  });

  test('what is blocked is delivered with nothing less: it is not delivered', () => {
    const decided = outcome(plan, { target: CHILD, relationship: { blocked: true } });
    expect(decided.action).toBe('block');
    expect(decided).not.toHaveProperty('until');
    expect(decided).not.toHaveProperty('limits');
  });

  test('a decision names its practice by content', () => {
    expect(plan.label).toMatch(/^sample@1\.0\.0#sha256:[0-9a-f]{64}$/);
  });
});

describe('kinds, time and mode', () => {
  test.each([
    ['no kinds: every kind', {}, { kind: 'post', target: undefined, content: { text: 'x' } }, true],
    ['its kind', { kinds: ['contact_request'] }, { kind: 'contact_request' }, true],
    ['another kind', { kinds: ['contact_request'] }, { kind: 'message' }, false],
    ['before it is in force', { since: '2026-01-15T12:00:01Z' }, {}, false],
    ['from its first moment', { since: '2026-01-15T12:00:00Z' }, {}, true],
    ['until before its end', { to: '2026-01-15T13:00:00+01:00' }, {}, false],
    ['in another zone’s writing', { to: '2026-01-15T12:00:00.001Z' }, {}, true],
  ])('%s', (_, fields, event, acts) => {
    const plan = planOf(measures(measure('m', { when: 'true', ...fields })));
    expect(matched(plan, event)).toEqual(acts ? ['m'] : []);
  });

  test('shadow measures are reported apart and never act', () => {
    const plan = planOf(
      measures(
        measure('loud', { when: 'target.child', do: 'nudge' }),
        measure('quiet', { when: 'target.child', do: 'block', mode: 'shadow', tell: { actor: 'no' } }),
      ),
    );
    const decided = outcome(plan, { target: CHILD });
    expect(decided.action).toBe('nudge');
    expect(decided.reasons.map(({ measure: id }) => id)).toEqual(['loud']);
    expect(decided.shadow?.map(({ measure: id, action }) => [id, action])).toEqual([['quiet', 'block']]);
    expect(decided).not.toHaveProperty('tell');
  });
});

describe('unless', () => {
  const plan = planOf(
    measures(measure('m', { when: 'target.child', unless: 'relationship.mutual_connections > 3' })),
  );
  test.each([
    ['known to hold', { mutual_connections: 4 }, false],
    ['known not to hold', { mutual_connections: 3 }, true],
    ['unknown: no exception', {}, true],
  ])('an exception that is %s', (_, relationship, acts) => {
    expect(matched(plan, { target: CHILD, relationship })).toEqual(acts ? ['m'] : []);
  });
});

describe('what a reason shows', () => {
  const text = 'psst. it stays our secr3t, ok? see bit.ly/abc';
  const plan = planOf(
    measures(
      measure('m', {
        when: "target.child && text.contains('our secret') && links.exists(l, l.shortener) && actor.account_age < duration('48h') && context.room == 'x'",
        harm: 'harm',
        refs: ['R 1'],
      }),
    ),
  );
  const decided = outcome(plan, {
    target: CHILD,
    actor: { id: 'a', created_at: '2026-01-14T12:00:00Z' },
    content: { text },
    context: { room: 'x' },
  });
  const [reason] = decided.reasons;

  test('facts by name, and never what people wrote or the service added', () => {
    expect(reason?.saw).toEqual({
      'target.age.band': '13_15',
      links: 1,
      'actor.created_at': '2026-01-14T12:00:00Z',
    });
  });

  test('spans of the original text', () => {
    expect(reason?.spans.map(({ start, end, signal }) => [text.slice(start, end), signal])).toEqual([
      ['our secr3t', "contains('our secret')"],
      ['bit.ly/abc', 'link'],
    ]);
  });

  test('its measure, word for word', () => {
    expect(reason).toMatchObject({
      measure: 'm',
      title: 'Title of m',
      harm: 'harm',
      action: 'nudge',
      refs: ['R 1'],
    });
    expect(reason?.because).toMatch(/^target\.child && text\.contains\('our secret'\)/);
  });
});

test('an event without content is decided by the rest', () => {
  const plan = planOf(
    measures(
      measure('words', { when: "text.contains('hello')" }),
      measure('either', { when: "text.contains('hello') || target.child" }),
      measure('none', { when: "!text.contains('hello')" }),
    ),
  );
  expect(matched(plan, { target: CHILD })).toEqual(['either']);
  expect(matched(plan, { target: CHILD, content: { text: '' } })).toEqual(['either', 'none']);
});
