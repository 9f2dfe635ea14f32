import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward } from '../testing/safeward.ts';

const folder = temporaryFolder();
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
  [['import', 'people', file('accounts.jsonl')], 'Allowed choices are accounts, connections, blocks'],
  [['import', 'blocks', file('none.jsonl')], 'cannot be read: it does not exist'],
  [['import', 'blocks', '-'], 'needs a file'],
  [['import', 'blocks', file('friends.jsonl'), '--at', 'yesterday'], 'A time looks like'],
])('%j is refused', async (args, sentence) => {
  const { code, stderr } = await safeward([...args, ...DATA]);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});
