import { spawnSync } from 'node:child_process';
import { createWriteStream, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

const folder = temporaryFolder();
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const DATA = ['--data', join(folder, 'data')];
const file = (name: string) => join(folder, name);

beforeAll(() => {
  writeFiles(folder, {
    'accounts.jsonl':
      '{"account":"kim","age":{"band":"13_15"}}\n\n{"account":7}\n{"account":"sam","age":{"band":"adult"}}\n',
    'friends.jsonl': '{"accounts":["kim","sam"]}\n',
    'latin1.jsonl': Buffer.from('{"account":"J\xf6rg"}\n{"account":"jo"}\n', 'latin1'),
  });
});

it('a file is taken in once, and what cannot be read is named', async () => {
  const first = await safeward(['import', 'accounts', file('accounts.jsonl'), ...DATA]);
  expect(first.code).toBe(2);
  expect(first.stderr).toMatch(/line 3.*\/account/);
  expect(first.stderr).toContain('Imported 2 rows, without 1 bad line.');
  const again = await safeward(['import', 'accounts', file('accounts.jsonl'), '--json', ...DATA]);
  expect(JSON.parse(again.stdout)).toEqual({ taken: 2, bad: 1, lines: 4, before: 4 });
  const friends = await safeward(['import', 'connections', file('friends.jsonl'), '--json', ...DATA]);
  expect(friends.code).toBe(0);
  expect(JSON.parse(friends.stdout)).toEqual({ taken: 1, bad: 0, lines: 1, before: 0 });
});

it('with --strict a bad line ends it', async () => {
  const { code, stderr } = await safeward(['import', 'accounts', file('latin1.jsonl'), '--strict', ...DATA]);
  expect(code).toBe(2);
  expect(stderr).toContain('is not imported beyond line 1');
});

it.each([
  [['import', 'people', file('accounts.jsonl')], 'Allowed choices are accounts, connections, blocks, events'],
  [['import', 'blocks', file('none.jsonl')], 'cannot be read: it does not exist'],
  [['import', 'blocks', '-'], 'needs a file'],
  [['import', 'blocks', file('friends.jsonl'), '--at', 'yesterday'], 'A time looks like'],
  [['import', 'events', file('friends.jsonl'), '--keep-days', '0'], 'It takes a number from 1'],
])('%j is refused', async (args, sentence) => {
  const { code, stderr } = await safeward([...args, ...DATA]);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

/** A line of each kind that holds a name, which is what encodings differ in. */
const LINES = {
  accounts: (id: string) => ({ account: id, age: { band: 'adult' } }),
  connections: (id: string) => ({ accounts: [id, 'sam'] }),
  blocks: (id: string) => ({ by: id, whom: 'sam' }),
  events: (id: string) => ({
    id: `m-${id}`,
    kind: 'message',
    at: '2026-11-20T10:00:00Z',
    actor: { id, age: { band: 'adult' } },
    target: { id: 'kim', age: { band: '13_15' } },
    content: { text: `I am ${id}` },
  }),
} as const;

it.each(Object.entries(LINES))('%s in mixed encodings: what is not UTF-8 is named', async (kind, lineOf) => {
  const line = (id: string) => JSON.stringify(lineOf(id));
  const mixed = join(folder, `${kind}-mixed.jsonl`);
  const wide = join(folder, `${kind}-utf16.jsonl`);
  const bom = Buffer.from([0xef, 0xbb, 0xbf]);
  writeFileSync(
    mixed,
    Buffer.concat([
      bom,
      Buffer.from(`${line('Jörg')}\n`),
      Buffer.from(`${line('Zoë')}\n`, 'latin1'),
      Buffer.from(line('Ана'), 'utf16le'),
      Buffer.from(`\n${line('José')}\r\n`),
    ]),
  );
  writeFileSync(wide, Buffer.from(`\ufeff${line('Ana')}\n${line('Ben')}\n`, 'utf16le'));
  const { code, stdout, stderr } = await safeward(['import', kind, mixed, '--json', ...DATA]);
  expect({ code, said: JSON.parse(stdout) }).toEqual({
    code: 2,
    said: { taken: 2, bad: 2, lines: 4, before: 0 },
  });
  expect(stderr).toMatch(/line 2.*UTF-8[\s\S]*line 3/);
  const other = await safeward(['import', kind, wide, '--json', '--strict', ...DATA]);
  expect(other.code).toBe(2);
  expect(other.stderr).toMatch(/line 1/);
});

it('a practice is tried on events that were imported, which are in no list', async () => {
  const data = ['--data', join(folder, 'past')];
  const past = join(folder, 'past.jsonl');
  writeFileSync(
    past,
    `${['a', 'b', 'c'].map((id) => JSON.stringify(LINES.events(id))).join('\n')}\nbroken\n`,
  );
  expect((await safeward(['import', 'events', past, ...data])).code).toBe(2);
  const practices = ['old', 'new'].map((name, n) => {
    const when = n === 0 ? "text.contains('nothing')" : "text.contains('b')";
    const text = `practice: p\nversion: ${n + 1}.0.0\nmeasures: [{ id: m, title: M, when: "${when}", do: block }]\n`;
    writeFiles(folder, { [`${name}/practice.yaml`]: text });
    return join(folder, name);
  });
  const [against = '', practice = ''] = practices;
  const options = ['--imported', '--practice', practice, '--against', against, '--json'];
  const { code, stdout } = await safeward(['backtest', ...options, ...data]);
  expect({ code, said: JSON.parse(stdout) }).toMatchObject({
    code: 0,
    said: { complete: true, compared: 3, changes: { newly_blocked: 1, unchanged: 2 } },
  });
});

/** So much heap that the program runs, and the file does not fit. */
const HEAP_MB = 96;
const isLong = process.env.SAFEWARD_LONG === '1';

it(`a file far larger than the memory is taken in${isLong ? ', of ten million lines' : ''}`, async () => {
  const big = join(folder, 'big.jsonl');
  const [kind, count, lineOf] = isLong
    ? (['accounts', 10_000_000, (n: number) => JSON.stringify({ account: `a${n}` })] as const)
    : (['events', 4_000, (n: number) => bigEvent(n)] as const);
  await pipeline(
    (function* () {
      for (let n = 0; n < count; n++) yield `${lineOf(n)}\n`;
    })(),
    createWriteStream(big),
  );
  if (!isLong) expect(statSync(big).size).toBeGreaterThan(1.2 * HEAP_MB * 1024 * 1024);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, MAIN, 'import', kind, big, '--json', '--data', join(folder, 'big')],
    { encoding: 'utf8' },
  );
  rmSync(big);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({ taken: count, bad: 0, lines: count, before: 0 });
}, 3_600_000);

function bigEvent(n: number): string {
  return JSON.stringify({
    ...LINES.events(String(n)),
    content: { text: 'all work and no play '.repeat(1_500) },
  });
}
