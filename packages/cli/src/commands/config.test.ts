import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { type Running, safeward, startSafeward } from '../testing/safeward.ts';

const folder = temporaryFolder();
const at = (name: string) => ({ cwd: join(folder, name) });

beforeAll(() => {
  writeFiles(folder, {
    'none/.keep': '',
    'some/safeward.yaml':
      'data: ./kept\nport: 9000\ndatabase: postgresql://u:opensesame@db/x\nlog_level: error\n',
    'bad/safeward.yaml': 'data: ./kept\nprot: 9000\nport: many\n',
    'production/safeward.yaml': 'environment: production\nhost: 0.0.0.0\n',
  });
});

interface Shown {
  readonly file: string | null;
  readonly settings: readonly { readonly name: string; readonly value: unknown; readonly source: unknown }[];
}

async function shown(args: readonly string[], options: Parameters<typeof safeward>[1]) {
  const { code, stdout, stderr } = await safeward(['config', 'show', '--json', ...args], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toContain('opensesame');
  const { file, settings } = JSON.parse(stdout) as Shown;
  return { file, of: (name: string) => settings.find((one) => one.name === name) };
}

describe('config show', () => {
  it('has every setting, its value, and where that comes from', async () => {
    const { file, of } = await shown(['--shadow', '--port', '9002'], {
      ...at('some'),
      env: { SAFEWARD_PORT: '9001', SAFEWARD_LOG_LEVEL: 'warn' },
    });
    expect(file).toBe('safeward.yaml');
    expect(of('port')).toEqual({ name: 'port', value: 9002, source: { from: 'option', option: '--port' } });
    expect(of('shadow')).toMatchObject({ value: true, source: { from: 'option', option: '--shadow' } });
    expect(of('log_level')).toMatchObject({ value: 'warn', source: { variable: 'SAFEWARD_LOG_LEVEL' } });
    expect(of('data')).toMatchObject({ value: 'kept', source: { from: 'file', line: 1, column: 1 } });
    expect(of('host')).toMatchObject({ value: '127.0.0.1', source: { from: 'initial' } });
    expect(of('database')).toMatchObject({ value: 'postgresql://u:***@db/x' });
  });

  it('reads the file that is named, by option before variable', async () => {
    const some = join(folder, 'some/safeward.yaml');
    const production = join(folder, 'production/safeward.yaml');
    const env = { SAFEWARD_CONFIG: production };
    expect((await shown([], { ...at('none'), env })).file).toBe(production);
    const named = await shown(['--config', some], { ...at('none'), env });
    expect(named.file).toBe(some);
    // A path in it begins where the file is, not where the command was started.
    expect(named.of('data')?.value).toBe(join(folder, 'some/kept'));
  });

  it('is a table for a person, without passwords', async () => {
    const { code, stdout } = await safeward(['config', 'show'], at('some'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^port +9000 +safeward\.yaml:2:1$/m);
    expect(stdout).toMatch(/^database +postgresql:\/\/u:\*\*\*@db\/x +safeward\.yaml:3:1$/m);
    expect(stdout).toMatch(/^require_approval +\(as it was last\) +built in$/m);
  });

  it('shows nothing that would not be used', async () => {
    expect(await safeward(['config', 'show'], at('bad'))).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('config check', () => {
  it.each<[name: string, env: Record<string, string>, code: number, stdout: string]>([
    ['none', {}, 0, 'Usable, without a file.\n'],
    ['some', {}, 0, 'Usable, with safeward.yaml.\n'],
    [
      'bad',
      { SAFEWARD_SHADO: '1' },
      3,
      'safeward.yaml:2:1 there is no setting “prot”; did you mean “port”?\n' +
        'SAFEWARD_SHADO sets nothing; did you mean SAFEWARD_SHADOW?\n' +
        'safeward.yaml:3:1 port takes a number from 0 to 65535, not “many”.\n' +
        'Not usable, with safeward.yaml.\n',
    ],
  ])('%s %j', async (name, env, code, stdout) => {
    expect(await safeward(['config', 'check'], { ...at(name), env })).toEqual({ code, stdout, stderr: '' });
  });

  it('names what is unsafe in production', async () => {
    const { code, stdout } = await safeward(
      [
        'config',
        'check',
        '--json',
        '--data',
        '/var/lib/safeward',
        '--log-level',
        'debug',
        '--allow',
        'debug_log',
      ],
      at('production'),
    );
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [], unsafe: [{ name: 'plain_http' }] });
  });
});

describe('commands', () => {
  const started: Running[] = [];
  afterAll(() => {
    for (const { child } of started) child.kill('SIGKILL');
  });

  /** Starts, reads the first line, and stops again. */
  async function serveAndStop(args: readonly string[], options: Parameters<typeof startSafeward>[1]) {
    const running = startSafeward(['serve', '--json', ...args], options);
    started.push(running);
    const line = JSON.parse(await running.line(/^\{/)) as { readonly url: string; readonly data: string };
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
    return { line, stderr: running.stderr() };
  }

  it('take what they are not told from variables and the file', async () => {
    writeFiles(folder, {
      'served/safeward.yaml': `data: ./kept\nport: 0\npractice: ${ALLOTMENT.practice}\nlog_level: info\n`,
    });
    const { line, stderr } = await serveAndStop([], {
      ...at('served'),
      env: { SAFEWARD_LOG_LEVEL: 'silent' },
    });
    expect(line.data).toBe(join(folder, 'served/kept'));
    expect(stderr).toBe('');
    const keys = await safeward(['keys', 'list', '--json'], at('served'));
    expect(JSON.parse(keys.stdout)).toMatchObject({ keys: [{ name: 'first' }] });
    const elsewhere = await safeward(['keys', 'list', '--json'], {
      ...at('none'),
      env: { SAFEWARD_DATA: line.data },
    });
    expect(elsewhere).toEqual(keys);
  });

  describe('in production', () => {
    const data = join(folder, 'kept');
    const PRODUCTION = ['--environment', 'production', '--data', data, '--port', '0'];
    const refused = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await safeward(
        ['serve', '--json', ...PRODUCTION, ...args],
        at('none'),
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      const [first, ...rest] = stderr
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('{'));
      expect(first).toBe('environment is production, and this is unsafe there:');
      return rest.map((line) => line.trim().split(':')[0]);
    };

    it('refuse what is unsafe, before anything is made', async () => {
      expect(await refused('--host', '0.0.0.0', '--shadow', '--log-level', 'debug')).toEqual([
        'plain_http',
        'temporary_data',
        'shadow',
        'debug_log',
      ]);
      expect(() => readFileSync(join(data, 'database.password'))).toThrow('ENOENT');
    });

    it('start where it is meant', async () => {
      const args = [
        '--host',
        '0.0.0.0',
        '--behind-proxy',
        '--allow',
        'temporary_data',
        '--practice',
        ALLOTMENT.practice,
      ];
      const { line } = await serveAndStop([...PRODUCTION, ...args], at('none'));
      expect(line.data).toBe(data);
    });

    it('refuse test keys that are not ended', async () => {
      const key = ['--data', data, '--json'];
      const made = await safeward(['keys', 'create', ...key, '--name', 'trial', '--test'], at('none'));
      const { id } = JSON.parse(made.stdout) as { readonly id: string };
      expect(await refused('--allow', 'temporary_data')).toEqual(['test_keys']);
      expect((await safeward(['keys', 'revoke', ...key, id], at('none'))).code).toBe(0);
    });

    it('refuse a practice that only reports', async () => {
      writeFiles(folder, {
        'quiet/practice.yaml':
          'practice: quiet\nversion: 1.0.0\nmeasures:\n  - { id: a.b, title: T, when: target.child, do: block, mode: shadow }\n',
      });
      const args = ['--allow', 'temporary_data', '--practice', join(folder, 'quiet')];
      expect(await refused(...args)).toEqual(['shadow']);
    });

    it('do not show the demonstration', async () => {
      const { code, stderr } = await safeward(['demo', '--environment', 'production'], at('none'));
      expect(code).toBe(2);
      expect(stderr).toBe('The demonstration records events that nobody sent: it is not for production.\n');
    });
  });
});
