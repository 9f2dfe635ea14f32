import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { resolveSettings } from './resolve.ts';
import { ALL_SETTINGS, flagOf, initialOf, type Setting, type Value, variablesOf } from './settings.ts';
import type { Given } from './source.ts';

const folder = temporaryFolder();

/** Three values of each kind, so that it shows which of them came through. */
function valuesOf(setting: Setting): readonly [Value, Value, Value] {
  switch (setting.kind) {
    case 'path':
    case 'text':
      return ['/a', '/b', '/c'];
    case 'database':
      return ['postgresql://a/a', 'postgresql://b/b', 'postgresql://c/c'];
    case 'http':
      return ['http://a', 'http://b', 'http://c'];
    case 'number':
      return [setting.least, setting.least + 1, setting.least + 2];
    case 'rate':
      return ['1/s', '2/min', '3/h'];
    case 'switch':
      return [true, false, true];
    case 'choice':
      return [setting.of[0] ?? '', setting.of.at(-1) ?? '', setting.of[0] ?? ''];
    case 'list':
      return [setting.of.slice(0, 1), setting.of.slice(1, 3), setting.of.slice(2, 4)];
  }
}

describe('what counts', () => {
  it.each(ALL_SETTINGS.map((setting) => [setting.name, setting] as const))(
    '%s: the option before the variable before the file',
    (name, setting) => {
      const [inFile, inVariable, inOption] = valuesOf(setting);
      const file = join(folder, `${name}.yaml`);
      writeFiles(folder, { [`${name}.yaml`]: `# first line\n${name}: ${JSON.stringify(inFile)}\n` });
      const variable = variablesOf(setting)[0] ?? '';
      const option: Given = { name, value: inOption, source: { from: 'option', option: flagOf(setting) } };
      // Beside it, for what is given without one would be refused.
      const rate = name === 'key_burst' ? { SAFEWARD_KEY_RATE: '1/s' } : {};
      fc.assert(
        fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (byFile, byVariable, byOption) => {
          const { settings, problems } = resolveSettings({
            config: byFile ? file : undefined,
            environment: { ...rate, ...(byVariable ? { [variable]: String(inVariable) } : {}) },
            options: byOption ? [option] : [],
          });
          const expected = byOption
            ? { name, value: inOption, source: option.source }
            : byVariable
              ? { name, value: inVariable, source: { from: 'environment', variable } }
              : byFile
                ? { name, value: inFile, source: { from: 'file', file, line: 2, column: 1 } }
                : { name, value: initialOf(setting), source: { from: 'initial' } };
          expect(settings.find((one) => one.name === name)).toEqual(expected);
          expect(problems).toEqual([]);
        }),
      );
    },
  );
});

describe('what is refused', () => {
  const refused = (
    file: string,
    environment: Record<string, string> = {},
    options: readonly Given[] = [],
  ) => {
    writeFiles(folder, { 'bad.yaml': file });
    return resolveSettings({ config: join(folder, 'bad.yaml'), environment, options }).problems.map(
      (problem) => problem.replace(folder, ''),
    );
  };

  it.each<[file: string, environment: Record<string, string>, problems: readonly string[]]>([
    ['port: 70000', {}, ['/bad.yaml:1:1 port takes a number from 0 to 65535, not 70000.']],
    ['port:', {}, ['/bad.yaml:1:1 port takes a number from 0 to 65535, not nothing.']],
    [
      'log_level: wran',
      {},
      [
        '/bad.yaml:1:1 log_level takes one of silent, error, warn, info, debug, not “wran”; did you mean “warn”?',
      ],
    ],
    [
      'allow: [shadow, tset_keys]',
      {},
      [expect.stringMatching(/not “shadow, tset_keys”; did you mean “test_keys”\?$/)],
    ],
    ['', { SAFEWARD_SHADOW: 'yes' }, ['SAFEWARD_SHADOW takes true or false, not “yes”.']],
    // What is wrong may be a password that went astray.
    [
      'database: opensesame',
      {},
      ['/bad.yaml:1:1 database takes an address such as postgresql://user@host/name.'],
    ],
    ['key_burst: 5', {}, ['/bad.yaml:1:1 key_burst goes with key_rate.']],
    ['key_burst: 5', { SAFEWARD_KEY_RATE: '5/s' }, []],
    [
      'prot: 1\nport: x',
      { SAFEWARD_SHADO: '1' },
      [
        '/bad.yaml:1:1 there is no setting “prot”; did you mean “port”?',
        'SAFEWARD_SHADO sets nothing; did you mean SAFEWARD_SHADOW?',
        '/bad.yaml:2:1 port takes a number from 0 to 65535, not “x”.',
      ],
    ],
  ])('%j %j', (file, environment, problems) => {
    expect(refused(file, environment)).toEqual(problems);
  });

  it('does not count: what is valid elsewhere does', () => {
    writeFiles(folder, { 'half.yaml': 'port: 9000\n' });
    const { settings, problems } = resolveSettings({
      config: undefined,
      environment: { SAFEWARD_CONFIG: join(folder, 'half.yaml'), SAFEWARD_PORT: 'x' },
      options: [],
    });
    expect(settings.find(({ name }) => name === 'port')?.value).toBe(9000);
    expect(problems).toHaveLength(1);
  });

  it('a file that was named and is not there', () => {
    const config = join(folder, 'nowhere.yaml');
    expect(() => resolveSettings({ config, environment: {}, options: [] })).toThrow(
      `${config} cannot be read: it does not exist.`,
    );
  });
});
