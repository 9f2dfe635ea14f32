import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { temporaryFolder } from '../test-kit/index.ts';
import { type ImportKind, type ImportLine, importFacts, parseImportLine, peopleMigrations } from './index.ts';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir: folder.path });
  await migrate(database.pool, [peopleMigrations]);
});
afterAll(async () => {
  await database.close();
  folder.remove();
});

const AT = '2026-01-01T00:00:00.000Z';

function linesOf(values: readonly unknown[]): readonly ImportLine[] {
  return values.map((value, n) => ({
    number: n + 1,
    bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  }));
}

interface Run {
  readonly digest?: string;
  readonly kind?: ImportKind;
  readonly strict?: boolean;
  /** Called before each group. */
  readonly before?: (group: number) => void;
}

/** Imports in groups of a thousand lines. */
async function run(lines: readonly ImportLine[], { digest = randomUUID(), before, ...options }: Run = {}) {
  const bad: number[] = [];
  async function* groups() {
    for (let n = 0; n * 1_000 < lines.length; n++) {
      before?.(n);
      yield lines.slice(n * 1_000, (n + 1) * 1_000);
    }
  }
  const imported = await importFacts({
    pool: database.pool,
    kind: 'accounts',
    at: AT,
    strict: false,
    digest,
    lines: groups(),
    onBad: (line) => bad.push(line),
    onProgress: () => {},
    ...options,
  });
  return { imported, bad };
}

const count = async (prefix: string) =>
  (await database.pool.query('select from people.account where id like $1', [`${prefix}%`])).rowCount;
const accounts = (prefix: string, many: number) =>
  Array.from({ length: many }, (_, n) => ({
    account: `${prefix}${n}`,
    age: { band: 'adult' },
    created_at: AT,
  }));

describe('a file of people', () => {
  test('is stored, once; a bad line is named and counted', async () => {
    const values = [...accounts('one-', 3), '{"account"', { account: 'x', age: { band: 'old' } }, [1]];
    const digest = randomUUID();
    const first = await run(linesOf(values), { digest });
    expect(first).toEqual({
      imported: { kind: 'done', progress: { line: 6, taken: 3, bad: 3 }, from: 0 },
      bad: [4, 5, 6],
    });
    expect(await count('one-')).toBe(3);
    const again = await run(linesOf(values), { digest });
    expect(again.imported).toMatchObject({ kind: 'done_before', progress: { taken: 3, bad: 3 } });
  });

  test('goes on where it was broken off, and ends with the same', async () => {
    const values = [...accounts('two-', 11_000), 'broken', ...accounts('two-more-', 10)];
    const digest = randomUUID();
    const broken = run(linesOf(values), {
      digest,
      before(group) {
        if (group === 8) throw new Error('the machine was switched off');
      },
    });
    await expect(broken).rejects.toThrow('switched off');
    const { imported, bad } = await run(linesOf(values), { digest });
    expect(imported).toMatchObject({ kind: 'done', progress: { line: 11_011, taken: 11_010, bad: 1 } });
    expect(imported.kind === 'done' && imported.from).toBe(5_000);
    expect(bad).toEqual([11_001]);
    expect(await count('two-')).toBe(11_010);
  });

  test('ends at a bad line where it is to be strict', async () => {
    const { imported } = await run(linesOf([...accounts('three-', 2), '{', ...accounts('four-', 2)]), {
      strict: true,
    });
    expect(imported).toMatchObject({ kind: 'bad_line', line: 3, problems: [{ code: 'malformed_json' }] });
    expect(await count('four-')).toBe(0);
  });

  test('is imported by one process at a time', async () => {
    const digest = randomUUID();
    const lines = linesOf(accounts('five-', 6_000));
    const both = await Promise.all([run(lines, { digest }), run(lines, { digest })]);
    expect(both.map(({ imported }) => imported.kind).sort()).toEqual(['done', 'under_way']);
  });

  test('says of connections and blocks what facts say', async () => {
    const connections = [{ accounts: ['k', 'l'] }, { type: 'disconnected', accounts: ['m', 'n'], at: AT }];
    const blocks = [
      { by: 'k', whom: 'z' },
      { type: 'muted', by: 'l', whom: 'z' },
    ];
    await run(linesOf(connections), { kind: 'connections' });
    await run(linesOf(blocks), { kind: 'blocks' });
    const { rows } = await database.pool.query(
      `select one, other, connected::text as what from people.connection union all
       select by_whom, whom, kind from people.shun order by 1, 2`,
    );
    expect(rows).toEqual([
      { one: 'k', other: 'l', what: 'true' },
      { one: 'k', other: 'z', what: 'blocked' },
      { one: 'l', other: 'z', what: 'muted' },
      { one: 'm', other: 'n', what: 'false' },
    ]);
  });
});

describe('a line', () => {
  test.each([
    ['accounts', '{"account":"a"}', null],
    [
      'accounts',
      '{"account":"a","at":"2020-01-01T00:00:00Z","type":"age_changed","age":{"band":"adult"}}',
      null,
    ],
    ['accounts', '{"type":"connected","accounts":["a","b"]}', '/type'],
    ['accounts', '{"account":"a\\u0000"}', '/account'],
    ['connections', '{"accounts":["a"]}', '/accounts'],
    ['blocks', '{"by":"a","whom":"b","why":1}', '/why'],
    ['blocks', '7', ''],
    ['blocks', Buffer.from([0x7b, 0xff, 0x7d]), ''],
    ['accounts', `{"account":"${'a'.repeat(20_000)}"}`, ''],
  ] as const)('of %s: %s', (kind, line, pointer) => {
    const parsed = parseImportLine(Buffer.from(line), kind, AT);
    expect(parsed.ok ? null : parsed.problems[0]?.pointer).toBe(pointer);
  });
});
