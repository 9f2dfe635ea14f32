import { describe, expect, test } from 'vitest';
import { findingsOf, measure, measures, planOf } from '../../test-kit.ts';
import { diffPractices } from '../diff.ts';

type Tell = Readonly<Record<string, unknown>>;
const practice = (...tells: readonly Tell[]) =>
  measures(...tells.map((tell, n) => measure(`m${n}`, { when: `target.id == "${n}"`, tell })));

function said(...tells: readonly Tell[]): readonly string[] {
  return findingsOf(practice(...tells))
    .filter(({ code }) => code !== 'untested' && code !== 'unused')
    .map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe('check', () => {
  test.each<[readonly Tell[], readonly string[]]>([
    [[{ actor: 'Hello' }, { target: 'Hello' }], []],
    [[{ actor: { en: 'Hello', cy: 'Helo' } }, { target: { cy: 'Helo', EN: 'Hello' } }], []],
    [
      [{ actor: { en: 'Hello', cy: 'Helo' } }, { target: { en: 'Hello' } }],
      ['warning missing_language: the words to the recipient are missing in cy'],
    ],
    // One text counts as one in the language of the practice.
    [
      [{ actor: { en: 'Hello', cy: 'Helo' } }, { actor: 'Hello' }],
      ['warning missing_language: the words to the sender are missing in cy'],
    ],
    [[{ actor: { cy: 'Helo' }, target: 'Hello' }], ['missing in cy']],
    [[{ actor: { cy: 'Helo', 'cy-GB': 'Helo' } }, { actor: { cy: 'Helo' } }], ['missing in cy-gb']],
    [[{ actor: { en: 'Hello', EN: 'Hi' } }], ['error duplicate: the words to the sender stand there twice']],
  ])('%j', (tells, expected) => {
    const findings = said(...tells);
    expect(findings).toHaveLength(expected.length);
    expected.forEach((part, n) => {
      expect(findings[n]).toContain(part);
    });
  });
});

test.each([{}, { english_gb: 'Hello' }, { en: '' }, { en: 7 }, 7, ['Hello'], null])(
  'no words are %j',
  (words) => {
    const findings = said({ actor: words });
    expect(findings).not.toEqual([]);
    expect(findings.every((finding) => finding.startsWith('error '))).toBe(true);
  },
);

describe('the hash and the comparison', () => {
  const of = (tell: Tell, settings = '') =>
    planOf(`practice: sample\nversion: 1.0.0\n${settings}${practice(tell)}`).practice;
  const both = of({ actor: { en: 'Hello', cy: 'Helo' } });

  test('do not mind order and case of the languages, nor the language that is meant anyway', () => {
    expect(of({ actor: { CY: 'Helo', en: 'Hello' } }).hash).toBe(both.hash);
    expect(of({ actor: { en: 'Hello', cy: 'Helo' } }, 'settings: { language: en }\n').hash).toBe(both.hash);
    expect(diffPractices(both, of({ actor: { CY: 'Helo', EN: 'Hello' } }))).toEqual([]);
  });

  test('see another word, another language, and another language of the practice', () => {
    expect(of({ actor: { en: 'Hello', cy: 'Shwmae' } }).hash).not.toBe(both.hash);
    expect(of({ actor: { en: 'Hello', cy: 'Helo' } }, 'settings: { language: cy }\n').hash).not.toBe(
      both.hash,
    );
    const after = of({ actor: { cy: 'Shwmae', ga: 'Dia duit' } }, 'settings: { language: cy }\n');
    expect(diffPractices(both, after)).toEqual([
      'the language was en, is cy',
      'measure m0: the word to the sender in cy was Helo, is Shwmae',
      'measure m0: the word to the sender in en is gone: Hello',
      'measure m0: the word to the sender in ga is new: Dia duit',
    ]);
    expect(diffPractices(of({ actor: 'Hello' }), both)).toEqual([
      'measure m0: the word to the sender is gone: Hello',
      'measure m0: the word to the sender in cy is new: Helo',
      'measure m0: the word to the sender in en is new: Hello',
    ]);
  });
});
