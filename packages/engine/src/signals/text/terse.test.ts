import { describe, expect, it } from 'vitest';
import { normalize } from './normalize.ts';
import { findTerse } from './terse.ts';
import { TERSE_SIGNALS } from './terse-signals.ts';

function seen(text: string, find = findTerse({ asked: /^u \d\d$/, told: /^only \d\d$/ })): string[] {
  return find(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('findTerse', () => {
  it.each([
    ['u 14?', ['u 14']],
    ['lol ok, u 14 then?', ['u 14 then']],
    ['nice. U 14 ? me too', ['U 14']],
    ['u 14', ['u 14']],
    ['u 14? and u 15??', ['u 14', 'u 15']],
    ['only 14', ['only 14']],
    ['ｕ 14?', ['ｕ 14']],
  ])('sees a short clause: %s', (text, places) => {
    expect(seen(text)).toEqual(places);
  });

  it.each([
    'did u 14?',
    'u 14 people?',
    'only 14?',
    'only 14 left',
    'she said u 14 and then she left us there alone',
    `${'so it goes and goes. '.repeat(12)}u 14?`,
    '',
    '?',
  ])('sees none in: %s', (text) => {
    expect(seen(text)).toEqual([]);
  });
});

describe('TERSE_SIGNALS', () => {
  it.each([
    ['asks_age', 'hey, age?'],
    ['asks_age', 'asl'],
    ['asks_school', 'what school?'],
    ['asks_location', 'u near me?'],
    ['asks_alone', 'parents home?'],
    ['asks_photo', 'pic?'],
    ['asks_meet', 'meet up?'],
    ['offers_gift', 'want free robux?'],
    ['moves_platform', 'got snap?'],
    ['asks_contact', 'number?'],
    ['flatters_maturity', 'u look 18'],
    ['states_child_age', '13 f'],
    ['states_child_age', '14 u?'],
    ['seeks_restricted_goods', 'got weed?'],
    ['offers_restricted_goods', 'got vapes dm'],
  ])('%s is seen in: %s', (name, text) => {
    expect(seen(text, findTerse(TERSE_SIGNALS[name]!))).toHaveLength(1);
  });

  it.each(Object.entries(TERSE_SIGNALS))('%s is silent in small talk', (_, terse) => {
    for (const text of [
      'hi',
      'lol',
      'ok?',
      'u ok?',
      'what?',
      'who?',
      'me too',
      '18',
      'you?',
      'how are u?',
      'why?',
      'u there?',
    ])
      expect(seen(text, findTerse(terse))).toEqual([]);
  });
});
