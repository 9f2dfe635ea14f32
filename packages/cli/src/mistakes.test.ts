import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from './testing/folder.ts';
import { safeward } from './testing/safeward.ts';

/**
 * What the user can put right ends in one sentence on standard error that names it, and in an exit code; never in a
 * stack. Commands run in a folder of their own, so that nothing they might write lies around.
 */

const folder = temporaryFolder();

beforeAll(() => {
  writeFiles(folder, {
    'empty/.keep': '',
    'a-file': 'text',
    'settings.yaml': 'prot: 9\n',
    'hidden/.practice.yaml': '',
    'binary/practice.yaml': new Uint8Array([0xff, 0xfe, 0x00]),
    'broken/practice.yaml': 'practice: broken\nversion: 1.0.0\nmeasures:\n  - id: [\n',
    'two/a.yaml': 'practice: a\nversion: 1.0.0\n',
    'two/b.yaml': 'practice: b\nversion: 1.0.0\n',
    'untyped/practice.yaml':
      'practice: untyped\nversion: 1.0.0\nmeasures:\n  - { id: a.b, title: T, when: actor.agee == 3, do: block }\n',
  });
});

const HINT = (path: string) => `\\(safeward ${path} --help shows how it is used\\)`;

type Case = readonly [args: string, exit: number, says: RegExp];

const CASES: readonly Case[] = [
  // Typed wrongly.
  ['', 2, /^Usage: safeward /],
  ['dekide x', 2, /^error: unknown command 'dekide'\n\(Did you mean decide\?\)/],
  ['--what', 2, /^error: unknown option '--what'/],
  ['practice', 2, /^Usage: safeward practice /],
  ['practice chek x', 2, /^error: unknown command 'chek'\n\(Did you mean check\?\)/],
  ['keys', 2, /^Usage: safeward keys /],
  ...(['decide', 'signals'] as const).flatMap((name): readonly Case[] => [
    [name, 2, new RegExp(`^error: missing required argument 'file'\n${HINT(name)}`)],
    [`${name} a b`, 2, /^error: too many arguments/],
    [`${name} --jsn -`, 2, /^error: unknown option '--jsn'\n\(Did you mean --json\?\)/],
  ]),
  ['decide --practice', 2, /^error: option '--practice <dir>' argument missing/],
  ['practice check', 2, new RegExp(`^error: missing required argument 'dir'\n${HINT('check')}`)],
  ['practice diff one', 2, /^error: missing required argument 'after'/],
  ['serve --port 99999', 2, /^--port takes a number from 0 to 65535, not 99999\.\n$/],
  ['serve --port x', 2, /^--port takes a number from 0 to 65535, not “x”\.\n$/],
  ['demo --port -1', 2, /^--port takes a number from 0 to 65535, not -1\.\n$/],
  [
    'serve --log-level wran',
    2,
    /^error: option '--log-level <name>' argument 'wran' is invalid\. Allowed choices are /,
  ],
  ['serve --allow shado', 2, /^--allow takes a list of .*, not “shado”; did you mean “shadow”\?\n$/],
  ['serve --config nowhere.yaml', 2, /^nowhere\.yaml cannot be read: it does not exist\.\n$/],
  ['keys list --config two', 2, /^two cannot be read: it is a folder\.\n$/],
  [
    'keys list --config settings.yaml',
    2,
    /^settings\.yaml:1:1 there is no setting “prot”; did you mean “port”\?\n$/,
  ],
  ['serve now', 2, /^error: too many arguments/],
  ['keys create', 2, /^error: required option '--name <name>' not specified/],
  ['keys revoke', 2, /^error: missing required argument 'id'/],

  // Files that are not what they should be.
  ['decide nowhere.jsonl', 2, /^nowhere\.jsonl cannot be read: it does not exist\.\n$/],
  ['decide a-file/x', 2, /^a-file\/x cannot be read: it is not a folder\.\n$/],
  ['decide empty', 2, /^empty cannot be read: it is a folder\.\n$/],
  ['signals nowhere.jsonl', 2, /^nowhere\.jsonl cannot be read: it does not exist\.\n$/],
  ['signals empty', 2, /^empty cannot be read: it is a folder\.\n$/],
  ['practice new a-file', 2, /^a-file cannot be written: something else of that name is there\.\n$/],
  ['practice new a-file/x', 2, /^a-file\/x cannot be written: it is not a folder\.\n$/],
  ['practice new two', 2, /^two is not empty; nothing was written\.\n$/],

  // Practices that cannot be used, with every command that uses one.
  ...(
    [
      'decide --practice',
      'practice check',
      'practice test',
      'practice show',
      'practice diff',
      'serve --practice',
      'demo --practice',
    ] as const
  ).flatMap((command): readonly Case[] => {
    const use = (path: string) =>
      command.startsWith('decide')
        ? `${command} ${path} -`
        : command === 'practice diff'
          ? `${command} ${path} ${path}`
          : `${command} ${path}`;
    return [
      [use('nowhere'), 2, /The practice nowhere cannot be read: it does not exist\.\n$/],
      [use('hidden'), 2, /hidden holds no practice: there is no \*\.yaml file in it\.\n$/],
    ];
  }),
  ['decide --practice binary -', 2, /^binary\/practice\.yaml is not UTF-8 text\.\n$/],
  [
    'decide --practice broken -',
    3,
    /^broken\/practice\.yaml:\d+:\d+ error \w+ .*\n.*The practice broken cannot be used\.\n$/s,
  ],
  [
    'decide --practice two -',
    3,
    /^two\/b\.yaml:1:1 error two_practices .*The practice two cannot be used\.\n$/s,
  ],
  [
    'decide --practice untyped -',
    3,
    /^untyped\/practice\.yaml:4:\d+ error unknown_name .*“agee”\n +hint: .*age.*The practice untyped cannot be used\.\n$/s,
  ],
  ['practice test untyped', 3, /The practice untyped cannot be used\.\n$/],
  ['practice show untyped', 3, /The practice untyped cannot be used\.\n$/],
  ['practice diff two untyped', 3, /The practice two cannot be used\.\n$/],

  // Keys, where there is nothing that could have any.
  [
    'keys create --name x --scopes decide,rule',
    2,
    /^There is no scope “rule”; there are decide, read, explain, metrics, practices, facts, resolve, review, polls, score, banks, consult, admin\.\n$/,
  ],
  ['keys create --name x --scopes ,', 2, /^--scopes names at least one of decide, /],
  [
    'keys create --name x --test --scopes decide,read',
    2,
    /^A test key may have the scopes decide, explain, not “read”\.\n$/,
  ],
  ['keys create --name x --rate 100', 2, /^--rate takes a rate such as 100\/s, .*, not “100”\.\n$/],
  ['keys create --name x --rate 5/s --burst 0', 2, /^--burst takes a number from 1 to 1000000\.\n$/],
  ['keys create --name x --burst 5', 2, /^--burst goes with --rate\.\n$/],
  ['serve --key-rate 5/day', 2, /^--key-rate takes a rate such as 100\/s, /],
  ['serve --key-burst 5', 2, /^--key-burst goes with key_rate\.\n$/],
  ['keys create --name=', 2, /^--name takes 1 to 100 characters\.\n$/],
  [
    'keys list --data no-data',
    2,
    /^There is nothing of Safeward in no-data yet; `npx safeward serve --data no-data` begins it\.\n$/,
  ],
  ['keys revoke 0123456789ab --data no-data', 2, /^There is nothing of Safeward in no-data yet/],
  ['keys list --data a-file', 2, /a-file cannot be used: something else of that name is there\.\n$/],

  // A server that cannot start.
  ['serve --data a-file', 2, /a-file cannot be used: something else of that name is there\.\n$/],
  ['serve --data a-file/x', 2, /cannot be used: it is not a folder\.\n$/],
  [
    'keys list --database postgresql://u@127.0.0.1:1/d',
    2,
    /The database at postgresql:\/\/127\.0\.0\.1:1\/d cannot be used: .*ECONNREFUSED/,
  ],
  [
    'serve --data d1 --database postgresql://u:opensesame@127.0.0.1:1/d',
    2,
    /The database at postgresql:\/\/127\.0\.0\.1:1\/d cannot be used: .*ECONNREFUSED/,
  ],
  [
    'serve --data d2 --database opensesame',
    2,
    /^--database takes an address such as postgresql:\/\/user@host\/name\.\n$/,
  ],
];

describe('a mistake ends in a sentence and an exit code', () => {
  it.each(CASES)('safeward %s', async (args, exit, says) => {
    const { code, stdout, stderr } = await safeward(args === '' ? [] : args.split(' '), { cwd: folder });
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain('opensesame');
  });
});
