import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { type Running, safeward, startSafeward } from '../testing/safeward.ts';

/** One story: a practice is brought, tried, put in force and taken back, beside a server that runs. */

const folder = temporaryFolder();
const DATA = join(folder, 'data');
const TEXT = readFileSync(join(ALLOTMENT.practice, 'practice.yaml'), 'utf8');
const [, NAME = ''] = /^practice: (\S+)/m.exec(TEXT) ?? [];
const [, VERSION = ''] = /^version: (\S+)/m.exec(TEXT) ?? [];
const NEXT = '9.0.0';

let server: Running;
let url: string;
let key: string;
beforeAll(async () => {
  writeFiles(folder, {
    'next/practice.yaml': TEXT.replace(/^version: .*$/m, `version: ${NEXT}`),
    'failing.yaml': `practice: failing
version: 1.0.0
measures:
  - { id: m, title: M, when: "text.contains('dragon')", do: block }
tests:
  - { name: dragons pass, given: { content: { text: a dragon } }, expect: { action: allow } }
`,
    'broken.yaml':
      'practice: broken\nversion: 1.0.0\nmeasures: [{ id: m, title: M, when: "nobody", do: block }]\n',
    'crisis.yaml': `practice: crisis
version: 1.0.0
measures: [{ id: flood, title: Flood, when: "text.contains('flood')", do: block }]
`,
  });
  server = startSafeward([
    'serve',
    '--json',
    '--port',
    '0',
    '--data',
    DATA,
    '--practice',
    ALLOTMENT.practice,
  ]);
  ({ url, key } = JSON.parse(await server.line(/^/)) as { url: string; key: string });
});
afterAll(() => {
  server.child.kill('SIGKILL');
});

const practice = (...args: readonly string[]) => safeward(['practice', ...args, '--data', DATA]);

async function printed(...args: readonly string[]): Promise<Record<string, unknown>> {
  const ran = await practice(...args, '--json');
  expect(ran, ran.stderr).toMatchObject({ code: 0 });
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

/** Tries again until the running server has seen it. */
async function inForce(pattern: RegExp): Promise<void> {
  for (let n = 0; n < 300; n++) {
    const answer = await fetch(`${url}/v1/practice`, { headers: { authorization: `Bearer ${key}` } });
    const text = await answer.text();
    if (pattern.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never in force: ${pattern}`);
}

describe('what is brought', () => {
  it('is a draft', async () => {
    const ran = await practice('upload', join(folder, 'next'));
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(new RegExp(`Stored ${NAME}@${NEXT} \\(`));
    expect((await practice('list')).stdout).toMatch(new RegExp(`${NAME}@${NEXT} \\(\\w+\\) +draft `));
  });

  it('is refused where it cannot decide, with the place', async () => {
    const ran = await practice('upload', join(folder, 'broken.yaml'));
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(/^broken\.yaml:3:\d+ .*nobody/);
  });

  it('does not act where its tests fail', async () => {
    expect(await practice('upload', join(folder, 'failing.yaml'))).toMatchObject({ code: 0 });
    const ran = await practice('activate', 'failing@1.0.0');
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toMatch(/failing\.yaml:6 “dragons pass”/);
  });
});

describe('what is activated', () => {
  it('is tried in shadow, for a share, and then acts, in the server that runs', async () => {
    expect(
      await printed('activate', `${NAME}@${NEXT}`, '--shadow', '--reason', 'a first look'),
    ).toMatchObject({
      stage: 'shadow',
      state: 'live',
      reason: 'a first look',
      requested_by: expect.stringMatching(/^command:./),
    });
    await inForce(new RegExp(`"candidate":{"practice":"${NAME}@${NEXT}`));
    expect(
      await printed('activate', `${NAME}@${NEXT}`, '--share', '10%', '--guard', 'held=5%/10m/200'),
    ).toMatchObject({
      stage: 'share',
      share: 10,
      guards: [{ watch: 'held', above: 5, minutes: 10, at_least: 200 }],
    });
    const ran = await practice('activate', `${NAME}@${NEXT}`);
    expect(ran.stdout).toMatch(
      new RegExp(`^${NAME}@${NEXT} \\(\\w{12}\\) is in force \\(activation \\d+\\)`),
    );
    await inForce(new RegExp(`^{"practice":"${NAME}@${NEXT}`));
  });

  it('can lie over it for a while, and be ended before', async () => {
    await printed('upload', join(folder, 'crisis.yaml'));
    const { id } = await printed('activate', 'crisis@1.0.0', '--overlay', '--for', '6h');
    await inForce(/"overlay":{"practice":"crisis@1\.0\.0/);
    expect((await practice('end', String(id), '--reason', 'over')).stdout).toContain('crisis@1.0.0');
    await inForce(/"overlay":null/);
  });

  it('is taken back with one word, and the history says all', async () => {
    const ran = await practice('rollback', '--reason', 'worse');
    expect(ran.stdout).toMatch(new RegExp(`^${NAME}@${VERSION} \\(\\w{12}\\) is in force`));
    await inForce(new RegExp(`^{"practice":"${NAME}@${VERSION}`));
    const { activations } = (await printed('list')) as {
      activations: readonly { practice: string; ended_as: string | null; ended_reason: string | null }[];
    };
    expect(activations.map(({ practice: label, ended_as }) => [label.split('#')[0], ended_as])).toEqual([
      [`${NAME}@${VERSION}`, null],
      ['crisis@1.0.0', 'ended'],
      [`${NAME}@${NEXT}`, 'rolled_back'],
      [`${NAME}@${NEXT}`, 'superseded'],
      [`${NAME}@${NEXT}`, 'superseded'],
      [`${NAME}@${VERSION}`, 'superseded'],
    ]);
    expect((await practice('list')).stdout).toMatch(/rolled back .* worse$/m);
  });
});

describe('a mistake', () => {
  it.each([
    [['activate', 'nobody@1.0.0'], /There is no such version/],
    [['activate', `${NAME}@${NEXT}`, '--shadow', '--share', '5%'], /do not go together/],
    [['activate', `${NAME}@${NEXT}`, '--overlay'], /--overlay and --for go together/],
    [['activate', `${NAME}@${NEXT}`, '--overlay', '--for', '60d'], /expires_at is more than 30 days away/],
    [['activate', `${NAME}@${NEXT}`, '--guard', 'held'], /held=5%/],
    [['rollback', '--to', 'failing@1.0.0'], /never in force/],
    [['rollback'], /no earlier practice/],
    [['approve', '1'], /does not wait for approval/],
    [['end', '1'], /has ended already/],
    [['end', 'one'], /is a number/],
  ])('%j is said in a sentence', async (args, message) => {
    const ran = await practice(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });

  it('on a folder that holds nothing makes none', async () => {
    const ran = await safeward(['practice', 'list', '--data', join(folder, 'mistyped')]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('There is nothing of Safeward');
  });
});
