import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettings } from './read-file.ts';
import { ALL_SETTINGS } from './settings.ts';

const read = (text: string, file = 'safeward.yaml') => {
  const { given, problems } = parseSettings(file, text);
  return { given: given.map(({ name, value }) => [name, value]), problems };
};

describe('a file of settings', () => {
  it.each<[name: string, text: string, given: readonly unknown[]]>([
    ['nothing', '', []],
    ['a comment', '# nothing yet\n', []],
    [
      'words, numbers, switches, lists',
      'host: "::1"\nport: 9000\nshadow: true\nallow: [shadow]\n',
      [
        ['host', '::1'],
        ['port', 9000],
        ['shadow', true],
        ['allow', ['shadow']],
      ],
    ],
    ['yes is a word in YAML 1.2', 'shadow: yes', [['shadow', 'yes']]],
    ['nothing behind the name', 'port:', [['port', null]]],
    ['an alias of nothing is none', 'host: *a', [['host', {}]]],
    [
      'deeper things are none',
      'port: { a: 1 }\nallow: [[x]]',
      [
        ['port', {}],
        ['allow', [{}]],
      ],
    ],
    [
      'an alias is none',
      'host: &a x\npractice: *a',
      [
        ['host', 'x'],
        ['practice', {}],
      ],
    ],
  ])('%s', (_name, text, given) => {
    expect(read(text)).toEqual({ given, problems: [] });
  });

  it.each([
    ['safeward.yaml', './d', 'd'],
    ['/etc/safeward/safeward.yaml', 'd', '/etc/safeward/d'],
    ['/etc/safeward/safeward.yaml', '../d', '/etc/d'],
    ['conf/x.yaml', './d', 'conf/d'],
    ['/etc/safeward/safeward.yaml', '/var/d', '/var/d'],
  ])('a path in %s begins there: %s', (file, path, meant) => {
    expect(read(`data: ${path}`, file).given).toEqual([['data', meant]]);
  });

  it.each<[text: string, problems: readonly string[]]>([
    ['port: 1\nprot: 2\n', ['safeward.yaml:2:1 there is no setting “prot”; did you mean “port”?']],
    ['colour: red', ['safeward.yaml:1:1 there is no setting “colour”; `safeward config show` lists all']],
    [
      'a: 1\nkey-rate: 2',
      [
        'safeward.yaml:1:1 there is no setting “a”; `safeward config show` lists all',
        'safeward.yaml:2:1 there is no setting “key-rate”; did you mean “key_rate”?',
      ],
    ],
    ['- port', ['safeward.yaml:1:1 settings are written `name: value`, one a line.']],
    ['port', ['safeward.yaml:1:1 settings are written `name: value`, one a line.']],
    ['port: 1\nport: 2', ['safeward.yaml:2:1 is no YAML: Map keys must be unique']],
    [
      'port: 1\n---\nport: 2',
      [expect.stringMatching(/^safeward\.yaml:2:1 is no YAML: Source contains multiple/)],
    ],
  ])('%j is refused, with its place', (text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });

  it('never throws, whatever is in it, and gives each setting once', () => {
    const line = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom(...ALL_SETTINGS.map(({ name }) => name)), fc.json())
        .map((pair) => pair.join(': ')),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { given } = parseSettings('x.yaml', lines.join('\n'));
        expect(new Set(given.map(({ name }) => name)).size).toBe(given.length);
      }),
    );
  });
});
