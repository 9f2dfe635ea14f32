import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { type Running, safeward, startSafeward } from '../testing/safeward.ts';

const folder = temporaryFolder();
const CANDIDATE = join(folder, 'candidate');
const KEEPING = join(folder, 'keeping');
const BROKEN = join(folder, 'broken');
const DATA = join(folder, 'data');
const started: Running[] = [];

writeFiles(folder, {
  'keeping/practice.yaml': `${readFileSync(join(ALLOTMENT.practice, 'practice.yaml'), 'utf8')}
keep: { allow: signals, otherwise: content, days: 30 }
`,
  'broken/practice.yaml': 'practice: [broken\n',
  'candidate/practice.yaml': `
practice: allotment
version: 2.0.0
harms: { noise: { title: Noise } }
settings: { unknown_age: child }
measures:
  - id: hold.stranger
    title: A stranger's first word to a child waits for the child
    kinds: [message]
    when: target.child && !relationship.connected
    do: hold
    until: recipient
  - id: block.weeds
    title: Nobody offers weeds
    harm: noise
    when: text.contains('bindweed')
    do: block
  - id: hold.beans
    title: Beans wait
    harm: noise
    kinds: [message]
    when: text.contains('beans')
    do: hold
    until: reviewer
`,
});

afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL');
});

const TRY = [
  'backtest',
  '--practice',
  CANDIDATE,
  '--against',
  ALLOTMENT.practice,
  '--data',
  join(folder, 'none'),
];

/** What it says as data, of what these tests look at. */
interface Said {
  readonly complete: boolean;
  readonly compared: number;
  readonly compared_as_decided: number;
  readonly changes: Readonly<Record<string, number>>;
  readonly measures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly resolved: Readonly<Record<string, unknown>>;
  readonly not_kept: { readonly count: number; readonly by_action: Readonly<Record<string, number>> };
}

const saidIn = (stdout: string): Said => JSON.parse(stdout) as Said;

describe('backtest of a file', () => {
  it('says first what would change, then how often where, then shows some', async () => {
    const { code, stdout, stderr } = await safeward([...TRY, '--from', ALLOTMENT.events]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [headline, compared, ...rest] = stdout.split('\n');
    expect(headline).toBe('1 newly held (20.0 %), 0 newly blocked, 1 released, 2 with a milder action.');
    expect(compared).toMatch(
      /^5 events compared: allotment@1\.0\.0 \(\w{12}\) with allotment@2\.0\.0 \(\w{12}\)\.$/,
    );
    const tables = rest.join('\n');
    expect(tables).toContain('\naction  before  after\nallow   1       3      +2\n');
    expect(tables).toMatch(/\nhold\.beans +0 +1 +\+1 +−0\n/);
    expect(tables).toMatch(
      /\nby kind +events +held +blocked +newly held .*\nmessage +3 +0 → 1 +1 +1 +0 +0 +1\n/,
    );
    expect(tables).toContain(
      '\nnewly held: hold.beans (1)\n' +
        '  a1  message  ada, adult → ben, adult\n' +
        '    allow → hold (waits for staff, hold.beans)\n' +
        '    “The beans are up.”\n',
    );
  });

  it('compares with what was decided, where a line says it, and tells how holds were ended', async () => {
    const [first = '', second = ''] = ALLOTMENT.lines;
    const held = '{"action":"hold","until":"reviewer","reasons":[{"measure":"hold.beans"}]}';
    const lines = [
      `{"event":${first},"decision":${held},"resolution":{"by":"reviewer","outcome":"refuse"}}`,
      `{"event":${second},"decision":${held},"resolution":{"by":"recipient","outcome":"release"}}`,
      first,
    ];
    const { code, stdout } = await safeward([...TRY, '--json', '--from', '-'], { input: lines.join('\n') });
    expect(code).toBe(0);
    expect(saidIn(stdout)).toMatchObject({
      complete: true,
      ...{
        compared: 3,
        compared_as_decided: 2,
        changes: { unchanged: 1, newly_held: 1, released: 1 },
      },
      resolved: {
        'recipient release': { held: 0, blocked: 0, not_held: 1 },
        'reviewer refuse': { held: 1, blocked: 0, not_held: 0 },
      },
      measures: { 'hold.beans': { reviewer_refused_before: 1, reviewer_refused_after: 1 } },
    });
    const afresh = await safeward([...TRY, '--afresh', '--json', '--from', '-'], { input: lines.join('\n') });
    expect(saidIn(afresh.stdout)).toMatchObject({
      compared: 3,
      compared_as_decided: 0,
      changes: { newly_held: 2 },
    });
  });

  it('shows what people wrote without letting it write on the terminal, and shortens it', async () => {
    const event = { ...(JSON.parse(ALLOTMENT.lines[0] ?? '') as object) };
    const text = `\u001b[2J beans\u200b\u202e\n${'pea '.repeat(500)}`;
    const { stdout } = await safeward([...TRY, '--from', '-'], {
      input: JSON.stringify({ ...event, content: { text } }),
    });
    expect(stdout).toContain('“␛[2J beans⟨U+200B⟩⟨U+202E⟩␊pea pea');
    expect(stdout).toMatch(/pea …”\n$/);
    expect(stdout).not.toMatch(/[\u001b\u200b\u202e]/);
    expect((await safeward([...TRY, '--samples', '0', '--from', ALLOTMENT.events])).stdout).not.toContain(
      '“',
    );
  });

  it('names and counts lines that are none, counts all others, and ends with 2', async () => {
    const [first = ''] = ALLOTMENT.lines;
    const input = `\ufeff${first}\r\n\n{"id":\n${first.replace('message', 'letter')}\n \t\n${first}`;
    const { code, stdout } = await safeward([...TRY, '--json', '--from', '-'], { input });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      compared: 2,
      refused: 2,
      refused_first: [{ at: 3 }, { at: 4, detail: expect.stringMatching(/^\/kind /) }],
    });
    const text = await safeward([...TRY, '--from', '-'], { input });
    expect(text.stdout).toContain('\n2 lines could not be read: 3, 4.\n');
  });

  it('compares with the starter where no practice is in force and none is given', async () => {
    const { code, stdout } = await safeward([
      ...['backtest', '--practice', CANDIDATE, '--data', join(folder, 'none')],
      ...['--json', '--from', ALLOTMENT.events],
    ]);
    expect({ code, against: (JSON.parse(stdout) as { against: string }).against }).toEqual({
      code: 0,
      against: expect.stringMatching(/^starter@/),
    });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it.each([
    ['nothing to read', ['--practice', CANDIDATE], 2, 'Give either --since'],
    ['too many samples', ['--practice', CANDIDATE, '--samples', '1000'], 2, 'from 0 to 100'],
    ['a practice that is none', ['--practice', BROKEN, '--from', ALLOTMENT.events], 3, 'cannot be used'],
  ])('says plainly what is wrong: %s', async (_, args, code, sentence) => {
    const ran = await safeward(['backtest', ...args]);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
    expect(ran.stderr).toContain(sentence);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('Ctrl-C', () => {
  it('prints what is counted, and leaves a file from which it goes on to what it would have come to', async () => {
    const cwd = join(folder, 'stopped');
    // More blanks than a pipe holds: when all are written, some of them have been read.
    const events = ALLOTMENT.lines.map((line) => `${line}\n`.repeat(20)).join('');
    const whole = Buffer.from(`${'\n'.repeat(600_000)}${events}`);
    writeFiles(cwd, { 'events.jsonl': whole });
    const uninterrupted = await safeward([...TRY, '--json', '--from', '-'], { input: whole });

    const running = startSafeward([...TRY, '--json', '--from', '-'], { cwd });
    started.push(running);
    // The input stays open, as that of `tail -f` does.
    await new Promise((resolve) => running.child.stdin?.write(whole.subarray(0, 605_000), resolve));
    running.child.kill('SIGINT');
    expect(await running.ended).toEqual({ code: null, signal: 'SIGINT' });
    const stopped = saidIn(running.stdout());
    expect(stopped).toMatchObject({ complete: false });
    expect(stopped.compared).toBeLessThan(100);

    const [, file = ''] = /--resume (\S+)\n$/.exec(running.stderr()) ?? [];
    expect(readdirSync(cwd)).toContain(file);
    expect(statSync(join(cwd, file)).mode & 0o077).toBe(0);
    const resumed = await safeward(['backtest', '--json', '--resume', file], { cwd, input: whole });
    expect(resumed).toEqual(uninterrupted);
    // It held what people wrote.
    expect(readdirSync(cwd)).not.toContain(file);
  });
});

describe('backtest of the records', () => {
  it('compares with what was decided, and says what could not be decided again', async () => {
    const server = startSafeward(['serve', '--json', '--port', '0', '--data', DATA, '--practice', KEEPING]);
    started.push(server);
    const { url, key } = JSON.parse(await server.line(/^/)) as { url: string; key: string };
    const post = async (path: string, body: string) => {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body,
      });
      expect(response.status, await response.clone().text()).toBeLessThan(300);
      return (await response.json()) as { readonly id: string };
    };
    const decided = [];
    for (const line of ALLOTMENT.lines) decided.push(await post('/v1/decisions', line));
    const request = decided[3]?.id;
    await post(`/v1/decisions/${request}/resolution`, '{"by":"dot","as":"recipient","outcome":"release"}');

    const args = ['backtest', '--practice', CANDIDATE, '--data', DATA];
    const { code, stdout, stderr } = await safeward([...args, '--since', '1h', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(saidIn(stdout)).toMatchObject({
      complete: true,
      // Of what was allowed, the practice keeps no content.
      not_kept: { count: 1, by_action: { allow: 1 } },
      ...{ compared: 4, compared_as_decided: 4, changes: { newly_held: 0, released: 1, milder: 2 } },
      resolved: { 'recipient release': { held: 0, blocked: 0, not_held: 1 } },
    });
    const text = await safeward([...args, '--since', '1h']);
    expect(text.stdout).toContain('1 of 5 could not be decided again: their content was not kept (allow 1).');
    expect(text.stdout).toContain('Of 1 hold that a recipient released, 0 would be held again.');

    const afresh = await safeward([...args, '--since', '1h', '--afresh', '--json']);
    expect(JSON.parse(afresh.stdout)).toMatchObject({
      ...{ compared: 4, compared_as_decided: 0, afresh: true },
      against: expect.stringMatching(/^allotment@1\.0\.0#/),
    });
    const file = await safeward([...args, '--json', '--from', ALLOTMENT.events]);
    expect(JSON.parse(file.stdout)).toMatchObject({ against: expect.stringMatching(/^allotment@1\.0\.0#/) });

    server.child.kill('SIGINT');
    await server.ended;
  });
});
