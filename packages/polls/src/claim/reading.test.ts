import { describe, expect, it } from 'vitest';
import { type Reading, readClaim } from './reading.ts';

const CASES: readonly (readonly [text: string, kind: Reading['kind'] | null, bound: number | null])[] = [
  ['77 % back criminal prosecution', 'equal', 77],
  ['77% back it', 'equal', 77],
  ['76.5 per cent back it', 'equal', 76.5],
  ['at least 60 % back it', 'at least', 60],
  ['more than 60% back it', 'above', 60],
  ['fewer than 5 % object', 'below', 5],
  ['nearly 80 % back it', 'nearly', 80],
  ['about 80 % back it', 'about', 80],
  ['two in three back it', 'about', 66.7],
  ['9 out of 10 back it', 'about', 90],
  ['more than two in three back it', 'above', 66.7],
  ['two thirds back it', 'about', 66.7],
  ['three-quarters back it', 'about', 75],
  ['half of parents back it', 'about', 50],
  ['more than half back it', 'above', 50],
  ['almost a quarter object', 'nearly', 25],
  ['an overwhelming majority back it', 'at least', 75],
  ['a clear majority back it', 'at least', 60],
  ['a majority back it', 'above', 50],
  ['Most people back it', 'above', 50],
  ['a small minority object', 'below', 20],
  ['a minority object', 'below', 50],
  ['the most common answer is yes', 'most common', null],
  ['a plurality back it', 'most common', null],
  ['people back it', null, null],
  ['170 % back it', null, null],
  ['five in three back it', null, null],
];

describe('a claim is read', () => {
  it.each(CASES)('“%s” as %s %s', (text, kind, bound) => {
    const reading = readClaim(text);
    expect(reading?.kind ?? null).toBe(kind);
    const found = reading !== null && 'bound' in reading ? reading.bound : null;
    if (bound === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(bound, 1);
    if (reading !== null) expect(text).toContain(reading.words);
  });
});
