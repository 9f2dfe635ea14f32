import { ATTRIBUTES, type SignalReading } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { ALLOTMENT } from '../testing/allotment.ts';
import { safeward } from '../testing/safeward.ts';

interface Row extends SignalReading {
  readonly line: number;
  readonly id: string | null;
  readonly error?: { readonly code: string; readonly detail: string };
}

function rows(stdout: string): readonly Row[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

async function signalsOf(lines: readonly unknown[]): Promise<readonly Row[]> {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { stdout } = await safeward(['signals', '--json', '-'], { input });
  return rows(stdout);
}

describe('signals', () => {
  it('tells all that can be seen of an event', async () => {
    const { code, stdout, stderr } = await safeward(['signals', '--json', ALLOTMENT.events]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const all = rows(stdout);
    expect(all.map(({ line, id }) => [line, id])).toEqual([
      [1, 'a1'],
      [2, 'a2'],
      [3, 'a3'],
      [4, 'a4'],
      [5, 'a5'],
    ]);
    expect(all[2]).toEqual({
      scores: Object.fromEntries(ATTRIBUTES.map((name) => [name, expect.any(Number)])),
      signals: { has_link: [[9, 38]] },
      line: 3,
      id: 'a3',
      text: [
        {
          signal: 'has_link',
          family: 'link',
          title: expect.any(String),
          spans: [{ start: 9, end: 38, text: 'https://seeds.example.org/may' }],
        },
      ],
      links: [expect.objectContaining({ domain: 'example.org', start: 9, end: 38 })],
      actor: { id: 'cyd', account_age_days: null, age_band: 'adult', assurance: 'none' },
      target: null,
      relationship: null,
      audience: 'public',
    });
    expect(all[4]?.relationship).toEqual({ connected: false, mutual_connections: null, blocked: null });
  });

  it('scores a text for every attribute, with null for what it does not know', async () => {
    const found = await signalsOf([
      { text: 'You are a stupid idiot and everybody hates you.' },
      { text: 'Je ne sais pas pourquoi vous êtes dans la rue avec les chats' },
      { text: '' },
    ]);
    expect(found.map(({ scores }) => Object.keys(scores ?? {}))).toEqual([
      [...ATTRIBUTES],
      [...ATTRIBUTES],
      [...ATTRIBUTES],
    ]);
    expect(found[0]?.scores?.toxicity).toBeGreaterThan(0.6);
    for (const { scores } of found.slice(1))
      expect(new Set(Object.values(scores ?? {}))).toEqual(new Set([null]));
  });

  it('takes texts as they are collected, with whatever stands beside them', async () => {
    const text = 'h\u200bow o\u0301ld are you?\u0000 see https://example.org';
    const found = await signalsOf([{ text }, { text, id: 'c-7', label: 1, source: { deep: [1] } }]);
    expect(found.map(({ id }) => id)).toEqual([null, 'c-7']);
    const { text: seen, ...beside } = found[0] as Row;
    expect(beside).toMatchObject({ actor: null, target: null, relationship: null, audience: null });
    expect(seen.map(({ signal }) => signal)).toContain('has_link');
    for (const { spans } of seen) {
      for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
    }
    expect(found[1]?.text).toEqual(seen);
  });

  it('sees through disguises what it sees without', async () => {
    const [plain, ...disguised] = await signalsOf(
      [
        'how old are you',
        'h.o.w  o l d  are y0u',
        'hooow ooold are youuu',
        'ｈｏｗ ｏｌｄ ａｒｅ ｙｏｕ',
      ].map((text) => ({ text })),
    );
    expect(plain?.text.map(({ signal }) => signal)).toEqual(['asks_age']);
    for (const row of disguised) expect(row.text.map(({ signal }) => signal)).toEqual(['asks_age']);
  });

  it('names the lines it cannot read, reads the others, and ends with 2', async () => {
    const input =
      '{"text":"hello"}\n{"text":5}\nhello\n{"id":"x","kind":"message","text":"hi"}\n{"a":1}\n7\n{"text":""}\n';
    const { code, stdout, stderr } = await safeward(['signals', '-'], { input });
    expect(code).toBe(2);
    expect(rows(stdout).map(({ line, error }) => [line, error?.code, error?.detail])).toEqual([
      [1, undefined, undefined],
      [2, 'wrong_type', '/text is not a string.'],
      [3, 'malformed_json', 'The line is not valid JSON.'],
      [4, expect.any(String), expect.any(String)],
      [5, 'missing_field', 'The line has neither a “kind”, as an event has, nor a “text”.'],
      [6, 'wrong_type', expect.any(String)],
      [7, undefined, undefined],
    ]);
    expect(stderr).toBe('2 lines read, 0 with text signals; 5 lines could not be read: 2, 3, 4, 5, 6\n');
  });
});
