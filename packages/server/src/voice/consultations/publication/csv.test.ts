import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isGenuine, receiptOf, seal } from '../answers/record.ts';
import { EXAMPLE_CONTENT, EXAMPLE_PLAN } from '../example.ts';
import { toCsv } from './csv.ts';
import { toFeed } from './feed.ts';

const python = (code: string, input: string): unknown =>
  JSON.parse(execFileSync('python3', ['-c', code], { input, encoding: 'utf8' }));
const hasPython = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

describe('a table as CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+44 20', "'+44 20"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['a "b", c', '"a ""b"", c"'],
    ['a = b', 'a = b'],
  ])('takes %j for no formula', (value, written) => {
    expect(toCsv([[value]])).toBe(`\ufeff${written}\r\n`);
  });

  it('leaves numbers as they are', () => {
    expect(toCsv([[-2, null, 0]])).toBe('\ufeff-2,,0\r\n');
  });

  it.skipIf(!hasPython)('is read back by Python', () => {
    const rows = [
      ['é, "x"', 'two\nlines', ''],
      [' spaces ', 'a;b', '0'],
    ];
    const code =
      "import csv,io,json,sys;print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode('utf-8-sig'),newline='')))))";
    expect(python(code, toCsv(rows))).toEqual(rows);
  });
});

it.skipIf(!hasPython)('the feed is well-formed, whatever a title holds', () => {
  const consultation = {
    id: 'con_1',
    slug: 'code',
    plan: { ...EXAMPLE_PLAN, title: '<b>&"\'\u0001' },
    createdBy: 'x',
    createdAt: 0,
    originSecret: null,
    opensAt: 0,
    closesAt: 1,
    responseDueAt: 2,
    analysedAt: null,
    respondedAt: null,
    archivedAt: null,
  };
  const happening = {
    number: '1',
    at: '2026-01-01T00:00:00.000Z',
    kind: 'extended',
    by: 'x',
    detail: {},
  } as const;
  const feed = toFeed('https://example.org', [{ consultation, happening, said: 'a < b' }], 0);
  const code =
    "import json,sys,xml.etree.ElementTree as E;r=E.fromstring(sys.stdin.buffer.read());print(json.dumps([r.tag,[e.text for e in r.iter('{http://www.w3.org/2005/Atom}title')]]))";
  expect(python(code, feed)).toEqual([
    '{http://www.w3.org/2005/Atom}feed',
    ['Consultations', '<b>&"\': a < b'],
  ]);
});

it('a receipt with any one character changed is none', () => {
  const record = {
    ...EXAMPLE_CONTENT,
    v: 1,
    answer: 'ans_1',
    consultation: 'con_1',
    channel: 'page',
    received_at: '2026-01-01T00:00:00.000Z',
    closes_at: '2026-02-01T00:00:00.000Z',
    documents: { code: 1 },
    attachments: [],
  } as const;
  const receipt = receiptOf(seal(record));
  expect(isGenuine(receipt)).toBe(true);
  for (let at = 0; at < receipt.record.length; at++) {
    const other = receipt.record[at] === 'a' ? 'b' : 'a';
    const changed = receipt.record.slice(0, at) + other + receipt.record.slice(at + 1);
    expect(isGenuine({ ...receipt, record: changed })).toBe(false);
  }
});
