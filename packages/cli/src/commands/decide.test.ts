import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder, writeFiles } from '../testing/folder.ts';
import { safeward, startSafeward } from '../testing/safeward.ts';

const folder = temporaryFolder();
const UNDER = ['decide', '--practice', ALLOTMENT.practice];
const [FIRST = '', SECOND = '', THIRD = ''] = ALLOTMENT.lines;

/** As data, or the text itself where a line is no JSON. */
function parsed(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('decide', () => {
  it('prints one decision a line, in the order of the events', async () => {
    expect(await safeward([...UNDER, '--json', ALLOTMENT.events])).toEqual({
      code: 0,
      stdout: ALLOTMENT.decisions,
      stderr: '',
    });
  });

  it('prints the same from standard input, with counts for the person beside it', async () => {
    const { code, stdout, stderr } = await safeward([...UNDER, '-'], { input: ALLOTMENT.lines.join('\n') });
    expect({ code, stdout }).toEqual({ code: 0, stdout: ALLOTMENT.decisions });
    expect(stderr).toBe(
      '5 decided: allow 1, nudge 1, limit 1, hold 1, block 1\n' +
        '  hold.stranger   2\n  block.weeds     1\n  limit.links     1\n  nudge.capitals  1\n' +
        '  shadow.trial    1 (shadow)\n',
    );
  });

  it('counts as data with --json --summary', async () => {
    const { stderr } = await safeward([...UNDER, '--json', '--summary', '-'], {
      input: `${FIRST}\nnothing\n`,
    });
    expect(JSON.parse(stderr)).toEqual({
      events: 1,
      refused: 1,
      refused_lines: [2],
      actions: { allow: 1, nudge: 0, limit: 0, hold: 0, block: 0 },
      measures: {},
      shadow: {},
    });
  });

  it('reads what editors write: a byte order mark, carriage returns, blank lines, no end of line at the end', async () => {
    const input = `\ufeff${FIRST}\r\n\r\n  \t\n${SECOND}\r\n\n${THIRD}`;
    const { code, stdout } = await safeward([...UNDER, '--json', '-'], { input });
    expect(code).toBe(0);
    expect(stdout).toBe(`${ALLOTMENT.decisions.split('\n').slice(0, 3).join('\n')}\n`);
  });

  it('decides nothing from nothing', async () => {
    expect(await safeward([...UNDER, '-'])).toEqual({ code: 0, stdout: '', stderr: '0 decided\n' });
  });

  it('says in its place what is wrong with a line, decides the others, and ends with 2', async () => {
    const lines = [
      FIRST,
      '{"id":"b1"',
      SECOND.replace('"kind":"message"', '"kind":"mesage"'),
      '[]',
      '\udcff',
      SECOND,
      SECOND.replace('T09:01:00Z', 'T09:01:00'),
      JSON.stringify({ ...JSON.parse(FIRST), content: { text: 'x'.repeat(2_000_000) } }),
      THIRD.replace('"audience"', '"audiance"'),
    ];
    const input = Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), Buffer.from([0xff, 0xfe, 0x0a])]);
    const { code, stdout, stderr } = await safeward([...UNDER, '-'], { input });
    expect(code).toBe(2);
    const answers = parsed(stdout).map(({ event, line, error }) =>
      error === undefined
        ? event
        : [line, (error as { code: string }).code, (error as { pointer: string }).pointer],
    );
    expect(answers).toEqual([
      'a1',
      [2, 'malformed_json', ''],
      [3, 'unknown_value', '/kind'],
      [4, 'wrong_type', ''],
      [5, 'malformed_json', ''],
      'a2',
      [7, 'bad_time', '/at'],
      [8, 'too_large', ''],
      [9, 'unknown_field', '/audiance'],
      [10, 'invalid_utf8', ''],
    ]);
    expect(stderr).toContain(
      '2 decided: allow 1, nudge 1; 8 lines could not be read: 2, 3, 4, 5, 7, 8, 9, 10\n',
    );
    expect(parsed(stdout)[2]).toMatchObject({
      error: { detail: expect.stringContaining('did you mean “message”?') },
    });
  });

  it('traces every measure with --explain', async () => {
    const { code, stdout } = await safeward([...UNDER, '--explain', '--json', ALLOTMENT.events]);
    expect(code).toBe(0);
    const explained = parsed(stdout);
    const decided = parsed(ALLOTMENT.decisions);
    for (const [at, { trace, ...outcome }] of explained.entries()) {
      expect(outcome).toEqual(decided[at]);
      expect((trace as readonly { measure: string }[]).map(({ measure }) => measure)).toEqual([
        'block.weeds',
        'hold.stranger',
        'limit.links',
        'nudge.capitals',
        'shadow.trial',
      ]);
    }
    expect(explained[1]?.trace).toContainEqual(
      expect.objectContaining({
        measure: 'hold.stranger',
        result: 'not_matched',
        why: 'target.child is false',
      }),
    );
  });

  it('answers a line before the next one comes', async () => {
    const running = startSafeward([...UNDER, '--json', '-']);
    running.child.stdin?.write(`${FIRST}\n`);
    await running.line(/"event":"a1"/);
    running.child.stdin?.end(`${SECOND}\n`);
    await running.line(/"event":"a2"/);
    expect((await running.ended).code).toBe(0);
  });

  it('ends quietly where the reader has had enough', async () => {
    writeFiles(folder, { 'long.jsonl': `${SECOND}\n`.repeat(20_000) });
    const running = startSafeward([...UNDER, '--json', join(folder, 'long.jsonl')]);
    await running.line(/"event":"a2"/);
    running.child.stdout?.destroy();
    expect({ ...(await running.ended), stderr: running.stderr() }).toEqual({
      code: 0,
      signal: null,
      stderr: '',
    });
  });

  it('runs through ten thousand events', async () => {
    const events = Array.from({ length: 10_000 }, (_, at) =>
      (ALLOTMENT.lines[at % ALLOTMENT.lines.length] ?? '').replace(/"id":"a/, `"id":"n${at}-a`),
    );
    writeFiles(folder, { 'many.jsonl': `${events.join('\n')}\n` });
    const { code, stdout, stderr } = await safeward([...UNDER, join(folder, 'many.jsonl')]);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(10_001);
    expect(stderr).toContain(
      '10,000 decided: allow 2,000, nudge 2,000, limit 2,000, hold 2,000, block 2,000\n',
    );
  });
});
