import { describe, expect, test } from 'vitest';
import { findingsOf, measure, measures, planOf } from '../../test-kit.ts';

/** What `check` says of one measure: severity, code and a part of message or hint. */
function said(fields: Readonly<Record<string, unknown>>, more = ''): readonly string[] {
  return findingsOf(more + measures(measure('m', { when: 'target.child', ...fields })))
    .filter(({ code }) => code !== 'untested' && code !== 'unused')
    .map(({ severity, code, message, hint }) => `${severity} ${code}: ${message}${hint ? ` (${hint})` : ''}`);
}

describe('expressions that do not type-check', () => {
  test.each([
    ['actor.agee', 'Person has no “agee” (did you mean “age”?)'],
    ['actr.child', 'there is no variable “actr” (did you mean “actor”?)'],
    ['target.age.bnad == "adult"', 'Age has no “bnad” (did you mean “band”?)'],
    ['target.age.band == "adlut"', '“adlut” is never the value here (did you mean “adult”?)'],
    ['target.age.band in ["13_15", "1617"]', 'did you mean “16_17”?'],
    ['event.kind == "massage"', 'did you mean “message”?'],
    ['text.has("asks_aeg")', 'there is no signal “asks_aeg” (did you mean “asks_age”?)'],
    ['text.contians("x")', 'Text has no function “contians” (did you mean “contains”?)'],
    ['text.contains(content.text)', 'the words must be written out'],
    ['text.contains(" ")', 'no words are given'],
    ['text.matches("(")', 'not a regular expression of RE2'],
    ['text.matches("a(?=b)")', 'not a regular expression of RE2'],
    ['content.text.matches("(?<x>a")', 'not a regular expression of RE2'],
    ['content.text.matches(content.language)', 'the pattern must be written out'],
    [`text.matches("${'a'.repeat(1001)}")`, 'over 1000 characters'],
    ['list("shosp").contains(actor.id)', 'there is no list “shosp” (did you mean “shops”?)'],
    ['actor.id', 'must be true or false'],
    ['relationship.mutual_connections > "3"', 'type_error'],
    ['time.between("22:00", "6")', 'HH:MM'],
    ['target.child &&', 'syntax_error'],
    ['event.at.getHours("Europe/London") > 3', 'use `time`'],
    [
      'content.links.exists(a, content.links.exists(b, content.links.exists(c, a == b && b == c)))',
      'loops nest deeper',
    ],
    [`${'('.repeat(500)}true${')'.repeat(500)}`, 'error'],
    [`target.child${' || target.child'.repeat(300)}`, 'longer than'],
  ])('%s', (when, expected) => {
    const findings = said({ when }, 'lists: { shops: [a] }\n');
    expect(findings.join('\n')).toContain(expected);
    expect(findings.every((finding) => finding.startsWith('error '))).toBe(true);
  });
});

describe('fields', () => {
  test.each([
    [{ do: 'hold' }, 'error missing_field: a hold says with `until`'],
    [{ until: 'recipient' }, 'error misplaced: only a hold has an end'],
    [{ do: 'hold', until: 'recipent' }, 'did you mean “recipient”?'],
    [{ do: 'hold', until: 'in a while' }, 'durations are written'],
    [{ do: 'limit' }, 'error missing_field: a limit says with `limits`'],
    [{ limits: ['no_images'] }, 'error misplaced: `limits` needs `do: limit`'],
    [{ do: 'limit', limits: ['no_image'] }, 'did you mean “no_images”?'],
    [{ harm: 'hram' }, 'did you mean “harm”?'],
    [{ effects: [{ revue: 'x' }] }, 'did you mean “review”?'],
    [{ effects: [{ constructor: 'x' }] }, 'there is no effect “constructor”'],
    [{ since: '2026-01-01' }, 'error bad_time'],
    [{ since: '24h' }, 'error bad_time'],
    [{ to: '2026-01-01T00:00:00' }, 'error bad_time'],
    [{ since: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'warning unreachable: is never in force'],
    [{ rollout: '0%' }, 'warning unreachable: acts for nobody'],
    [{ rollout: '150%' }, 'error '],
    [{ kinds: ['mesage'] }, 'did you mean “message”?'],
    [{ whem: 'true' }, 'did you mean “when”?'],
    [{ do: 'allow' }, 'must be one of'],
  ])('%j', (fields, expected) => {
    expect(said(fields).join('\n')).toContain(expected);
  });

  test('a sound measure has nothing to be said of', () => {
    expect(said({ do: 'hold', until: '24h', harm: 'harm', effects: [{ review: 'x' }] })).toEqual([]);
  });
});

describe('measures that never act', () => {
  test.each([
    [{ when: 'false' }, 'false is never true'],
    [{ when: 'target.child && target.adult' }, 'target cannot be both a child and an adult'],
    [{ when: 'relationship.connected && !relationship.connected' }, 'cannot be both true and false'],
    [
      { when: 'target.age.known && target.age.band == "13_15" && target.age.band in ["adult", "16_17"]' },
      'target.age.band cannot be both “13_15” and “adult” or “16_17”',
    ],
    [{ when: 'event.kind == "post"', kinds: ['message'] }, 'asks for the kind “post”'],
    [
      { when: 'target.child && relationship.connected', unless: 'relationship.connected' },
      'its `unless` holds wherever its `when` does',
    ],
  ])('%j', (fields, expected) => {
    const findings = said(fields);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain('warning unreachable: never acts');
    expect(findings[0]).toContain(expected);
  });
});

describe('measures that speak against each other', () => {
  const both = (one: object, two: object) =>
    findingsOf(measures(measure('one', { when: 'a', ...one }), measure('two', { when: 'a', ...two })))
      .filter(({ code }) => code !== 'untested' && code !== 'unused')
      .map(({ code, message }) => `${code}: ${message}`);

  test.each([
    [
      { when: 'target.child && relationship.connected', do: 'block' },
      { when: 'relationship.connected   && target.child', do: 'nudge' },
      'contradictory: acts on the same condition as “one”, but differently; “one” (block) wins',
    ],
    [{ when: 'target.child' }, { when: 'target.child' }, 'duplicate: says the same as “one”'],
    [
      { when: 'target.child', kinds: ['post'] },
      { when: 'target.child', kinds: ['message'], do: 'block' },
      undefined,
    ],
    [{ when: 'target.child' }, { when: 'target.child', mode: 'shadow', do: 'block' }, undefined],
    [{ when: 'target.child' }, { when: 'target.child', unless: 'relationship.connected' }, undefined],
  ])('%j and %j', (one, two, expected) => {
    expect(both(one, two)).toEqual(expected === undefined ? [] : [expected]);
  });

  test('two of one name', () => {
    const findings = findingsOf(measures(measure('m', { when: 'true' }), measure('m', { when: 'false' })));
    expect(findings.find(({ severity }) => severity === 'error')).toMatchObject({ code: 'duplicate' });
  });
});

describe('outcomes that hang on something unknown', () => {
  const UNKNOWN = 'settings: { unknown_age: unknown, unknown_connection: unknown }\n';
  const head = 'practice: sample\nversion: 1.0.0\n';
  test.each([
    ['target.age.band == "13_15"', '', 'age of the target is not known'],
    ['actor.age.band in ["adult", "16_17"]', '', 'age of the actor is not known'],
    ['target.age.band == "13_15" || target.age.band == "unknown"', '', undefined],
    ['target.age.band in ["13_15", "unknown"]', '', undefined],
    ['target.age.band == "13_15" || !target.age.known', '', undefined],
    ['target.child', '', undefined],
    ['target.child', UNKNOWN, 'age of the target is not known (`unknown_age: unknown`)'],
    ['!relationship.connected', UNKNOWN, 'whether they are connected'],
    ['!relationship.connected', '', undefined],
    ['actor.adult && target.child', '', 'age of the actor is not known: it then counts as a child'],
    ['!actor.child && target.child', '', 'age of the actor is not known: it then counts as a child'],
    ['(actor.adult || !actor.age.known) && target.child', '', undefined],
    ['actor.age.known && actor.adult && target.child', '', undefined],
    ['history.reports_30d > 2', '', undefined],
    ['target.child || guardian.approved(actor)', '', undefined],
    ['guardian.approved(actor)', '', 'never acts yet: Guardian.approved'],
  ])('%s %s', (when, settings, expected) => {
    const findings = findingsOf(head + settings + measures(measure('m', { when }))).filter(
      ({ code }) => code !== 'untested',
    );
    if (expected === undefined) expect(findings).toEqual([]);
    else
      expect(findings.map(({ code, message }) => `${code} ${message}`).join()).toContain(`hangs_on_unknown`);
    if (expected !== undefined) expect(findings[0]?.message).toContain(expected);
  });

  test('an exception that is not known yet is none, which needs no warning', () => {
    expect(said({ unless: 'guardian.approved(actor)' })).toEqual([]);
  });
});

describe('tests and use', () => {
  const PRACTICE = `practice: sample
version: 1.0.0
harms: { used: { title: Used }, idle: { title: Idle } }
lists: { read: [a], forgotten: [b] }
settings: { zone: Europe/Lodnon }
measures:
  - { id: tested, title: T, when: "text.contains(list('read'))", do: nudge, harm: used }
  - { id: untested, title: T, when: target.child, do: block, harm: used }
tests:
  - name: twice
    given: { content: { text: a } }
    expect: { measures: [tested] }
  - name: twice
    given: { kind: massage, actr: {} }
    expect: { excludes: [testde] }
`;
  test('each is said at its place', () => {
    expect(
      findingsOf(PRACTICE).map(({ severity, code, line, column }) => `${line}:${column} ${severity} ${code}`),
    ).toEqual([
      '3:33 warning unused',
      '4:21 warning unused',
      '5:13 error unknown_zone',
      '8:7 warning untested',
      '13:5 error duplicate',
      '14:5 error unknown_field',
      '14:5 error unknown_value',
      '15:5 error unknown_name',
    ]);
  });

  test('the scope is checked in its own words', () => {
    const scope = (text: string) =>
      findingsOf(`practice: sample\nversion: 1.0.0\nscope: ${JSON.stringify(text)}\n`);
    expect(scope("service.features.exists(f, f in ['groups'])")).toEqual([]);
    expect(scope('target.child')[0]).toMatchObject({ code: 'unknown_name', line: 3, column: 9 });
  });
});

describe('places inside an expression', () => {
  test.each([
    ['plain', '    when: target.child && actor.agee', '7:33'],
    ['quoted', '    when: "target.child && actor.agee"', '7:34'],
    ['block', '    when: |\n      target.child &&\n      actor.agee', '9:13'],
    ['folded', '    when: >\n      target.child && actor.agee', '8:29'],
    ['folded over lines', '    when: >-\n      target.child &&\n      actor.agee', '9:13'],
  ])('%s', (_, when, place) => {
    const [finding] = findingsOf(
      `practice: sample\nversion: 1.0.0\nmeasures:\n  - id: m\n    title: T\n    do: nudge\n${when}\n`,
    ).filter(({ severity }) => severity === 'error');
    expect(`${finding?.line}:${finding?.column}`).toBe(place);
  });
});

test('a practice without tests can decide', () => {
  expect(planOf(measures(measure('m', { when: 'target.child' }))).measures).toHaveLength(1);
});
