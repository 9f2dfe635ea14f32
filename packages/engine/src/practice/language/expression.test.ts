import { describe, expect, test } from 'vitest';
import { explain } from '../../decide/explain.ts';
import { eventOf, matched, measure, measures, planOf } from '../../test-kit.ts';

const T = { id: 't', age: { band: '13_15' } };

/** Whether `when` is true, false or unknown for an event, under a practice with these settings. */
function value(when: string, event: object = {}, settings: object = {}): boolean | 'unknown' {
  const plan = planOf(
    `practice: sample\nversion: 1.0.0\nsettings: ${JSON.stringify(settings)}\nlists: { shops: [corner shop, Bazaar], ids: [U1] }\n${measures(measure('m', { when }))}`,
  );
  const [entry] = explain(plan, eventOf(event as Readonly<Record<string, unknown>>)).trace;
  switch (entry?.result) {
    case 'matched':
      return true;
    case 'unknown':
      return 'unknown';
    default:
      return false;
  }
}

describe('what is unknown', () => {
  test.each([
    ['target.child', {}, {}, true],
    ['target.adult', {}, {}, false],
    ['target.child', {}, { unknown_age: 'adult' }, false],
    ['target.adult', {}, { unknown_age: 'adult' }, true],
    ['target.child', {}, { unknown_age: 'unknown' }, 'unknown'],
    ['!target.child', {}, { unknown_age: 'unknown' }, 'unknown'],
    ['target.child', { target: { id: 't', age: { band: 'unknown' } } }, {}, true],
    ['target.child', { target: { id: 't', age: { band: '16_17' } } }, { unknown_age: 'adult' }, true],
    // Nobody there is not somebody of unknown age.
    ['target.child', { target: undefined, content: { text: 'x' } }, {}, 'unknown'],
    ['target.age.known', {}, {}, false],
    ['target.age.band == "unknown"', {}, {}, true],
    ['target.age.band == "adult"', {}, {}, 'unknown'],
    ['target.age.band != "adult"', {}, {}, 'unknown'],
    ['target.age.assurance == "none"', {}, {}, true],
    ['relationship.connected', {}, {}, false],
    ['relationship.connected', {}, { unknown_connection: 'unknown' }, 'unknown'],
    ['relationship.mutual_connections == 0', {}, {}, 'unknown'],
    ['relationship.blocked', {}, {}, 'unknown'],
    ['audience.kind == "direct"', {}, {}, true],
    ['audience.size > 3', {}, {}, 'unknown'],
    ['content.text == ""', {}, {}, 'unknown'],
    ['text.contains("x")', {}, {}, 'unknown'],
    ['context.score > 3', {}, {}, 'unknown'],
    ['context.score > 3', { context: { score: 4 } }, {}, true],
    ['context.score > 3', { context: { score: 'high' } }, {}, 'unknown'],
    ['content.images[0].id == "x"', { content: { images: [] } }, {}, 'unknown'],
    ['guardian.approved(actor)', {}, {}, 'unknown'],
    ['history.replied', {}, {}, 'unknown'],
  ])('%s of %j under %j is %s', (when, event, settings, expected) => {
    expect(value(when, event, settings)).toBe(expected);
  });

  /** Kleene's tables, with a known true, a known false and an unknown. */
  const [Y, N, U] = ['target.child', 'target.adult', 'relationship.blocked'];
  test.each([
    [`${Y} && ${U}`, 'unknown'],
    [`${U} && ${Y}`, 'unknown'],
    [`${N} && ${U}`, false],
    [`${U} && ${N}`, false],
    [`${Y} || ${U}`, true],
    [`${U} || ${Y}`, true],
    [`${N} || ${U}`, 'unknown'],
    [`${U} || ${N}`, 'unknown'],
    [`!${U}`, 'unknown'],
    [`!(${U} && ${N})`, true],
    [`${U} || ${U}`, 'unknown'],
    [`${U} ? ${Y} : ${N}`, 'unknown'],
    [`${Y} ? ${N} : ${U}`, false],
    [`(${U} || ${Y}) && !(${U} && ${N})`, true],
  ])('%s is %s', (when, expected) => {
    expect(value(when, { target: T })).toBe(expected);
  });
});

describe('the words of the language', () => {
  test.each([
    ["text.contains('corner shop')", { content: { text: 'the CORNER  shop!' } }, true],
    ["text.contains('shop')", { content: { text: 'workshop' } }, false],
    ["text.contains(list('shops'))", { content: { text: 'meet at the bazaar' } }, true],
    ["text.contains(list('shops'))", { content: { text: 'meet at the corner' } }, false],
    ["list('ids').contains(actor.id)", { actor: { id: 'u1' } }, true],
    ["list('ids').contains(actor.id)", { actor: { id: 'u2' } }, false],
    ["text.matches('sh[o0]ps?')", { content: { text: 'SHOPS' } }, true],
    ["content.text.matches('^[A-Z]+$')", { content: { text: 'SHOPS' } }, true],
    ["content.text.matches('^[A-Z]+$')", { content: { text: 'Shops' } }, false],
    [
      "since(actor.created_at) < duration('24h')",
      { actor: { id: 'a', created_at: '2026-01-14T13:00:00Z' } },
      true,
    ],
    [
      "since(actor.created_at) < duration('24h')",
      { actor: { id: 'a', created_at: '2026-01-14T11:00:00Z' } },
      false,
    ],
    [
      "actor.account_age >= duration('24h')",
      { actor: { id: 'a', created_at: '2026-01-14T12:00:00Z' } },
      true,
    ],
    [
      "links.exists(l, l.domain == 'example.co.uk')",
      { content: { text: 'see www.shop.example.co.uk/x' } },
      true,
    ],
    ['links.all(l, l.shortener)', { content: { links: ['https://bit.ly/1'] } }, true],
    ['size(content.images) == 2', { content: { images: [{ id: '1' }, { id: '2' }] } }, true],
    [
      'audience.children > 1',
      {
        audience: {
          kind: 'group',
          members: [
            { id: '1', age: { band: '13_15' } },
            { id: '2', age: { band: 'under_13' } },
          ],
        },
      },
      true,
    ],
    ["event.kind in ['message', 'post']", {}, true],
    ["event.at < timestamp('2026-02-01T00:00:00Z')", {}, true],
    ["'x' in context.tags", { context: { tags: ['x', 'y'] } }, true],
  ])('%s', (when, event, expected) => {
    expect(value(when, event)).toBe(expected);
  });
});

describe('the time of day in the service’s zone', () => {
  const night = "time.between('22:00', '06:00')";
  test.each([
    ['2026-01-15T22:00:00Z', 'Europe/London', true],
    ['2026-01-15T21:59:59Z', 'Europe/London', false],
    ['2026-07-15T21:00:00Z', 'Europe/London', true],
    ['2026-07-15T04:59:00Z', 'Europe/London', true],
    ['2026-07-15T05:00:00Z', 'Europe/London', false],
    ['2026-01-15T12:00:00Z', 'Pacific/Auckland', true],
    // The hour that comes twice, and the hour that never comes.
    ['2026-10-25T00:30:00Z', 'Europe/London', true],
    ['2026-03-29T01:30:00Z', 'Europe/London', true],
  ])('%s in %s', (at, zone, expected) => {
    expect(value(night, { at }, { zone })).toBe(expected);
  });

  test.each([
    ['2026-01-12T00:00:00Z', 1],
    ['2026-01-18T23:59:59Z', 7],
  ])('%s is weekday %i', (at, weekday) => {
    expect(value(`time.weekday == ${weekday}`, { at })).toBe(true);
  });
});

/** Each takes exponential or quadratic time by backtracking; the test's time limit is all that bounds it here. */
describe('patterns made to explode take linear time on 30,000 characters', () => {
  const as = 'a'.repeat(30_000);
  test.each([
    ['(a+)+$', `${as}!`, false],
    ['(a+)+$', as, true],
    ['^(a|aa)+$', `${as}!`, false],
    ['(a*)*b', as, false],
    ['(.*)*x', as, false],
    ['^(([a-z])+.)+[0-9]([a-z])+$', as, false],
    ['(x+x+)+y', 'x'.repeat(30_000), false],
    ['(x+x+)+y', `${'x'.repeat(30_000)}y`, true],
  ])('%s', (pattern, text, expected) => {
    const plan = planOf(
      measures(
        measure('normal', { when: `text.matches('${pattern}')` }),
        measure('original', { when: `content.text.matches('${pattern}')` }),
      ),
    );
    expect(matched(plan, { content: { text } }).includes('original')).toBe(expected);
  });
});
