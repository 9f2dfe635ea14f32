import { loadPractice, type Plan } from '@safeward/engine';
import { describe, expect, it } from 'vitest';
import { TEST_PRACTICE } from '../test-kit/index.ts';
import { createRecent } from './recent.ts';

function load(): Plan {
  const loaded = loadPractice(TEST_PRACTICE);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.plan;
}

const plan = load();
const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const of = (id: string, known: string | null = null, missed = false) => ({ id, known, missed });

describe('the recent decisions', () => {
  it('are found by event and body, under the practice that made them', () => {
    const recent = createRecent();
    recent.remember('e1', HASH, of('dec_1'), plan);
    expect(recent.find('e1', HASH, plan)).toEqual({ id: 'dec_1' });
    expect(recent.find('e1', OTHER, plan)).toBe('other');
    expect(recent.find('e2', HASH, plan)).toBeNull();
    expect(recent.find('e1', HASH, load())).toBeNull();
  });

  it.each([
    [null, false],
    ['{"actor":{"band":"adult","assurance":null,"created_at":null},"connected":true}', false],
    [null, true],
  ])('tell what an event was completed from: %j, missed: %s', (known, missed) => {
    const recent = createRecent();
    recent.remember('e1', HASH, of('dec_1', known, missed), plan);
    expect(recent.find('e1', HASH, plan)).toEqual({ id: 'dec_1' });
    expect(recent.findKnown('e1', HASH)).toEqual({ known, missed });
    expect(recent.findKnown('e1', OTHER)).toBeNull();
    expect(recent.findKnown('e2', HASH)).toBeNull();
  });

  it('are forgotten when another practice decides', () => {
    const recent = createRecent();
    const next = load();
    recent.remember('e1', HASH, of('dec_1'), plan);
    recent.remember('e2', HASH, of('dec_2'), next);
    expect(recent.find('e1', HASH, plan)).toBeNull();
    expect(recent.find('e1', HASH, next)).toBeNull();
    expect(recent.find('e2', HASH, next)).toEqual({ id: 'dec_2' });
  });

  it('are forgotten after two minutes at most', () => {
    let now = 0;
    const recent = createRecent(() => now);
    recent.remember('e1', HASH, of('dec_1'), plan);
    now = 59_000;
    recent.remember('e2', HASH, of('dec_2'), plan);
    now = 61_000;
    expect(recent.find('e1', HASH, plan)).toEqual({ id: 'dec_1' });
    now = 122_000;
    expect(recent.find('e1', HASH, plan)).toBeNull();
    expect(recent.find('e2', HASH, plan)).toBeNull();
  });

  it('are all forgotten after a long silence', () => {
    let now = 0;
    const recent = createRecent(() => now);
    recent.remember('e1', HASH, of('dec_1'), plan);
    now = 10 * 60_000;
    expect(recent.find('e1', HASH, plan)).toBeNull();
  });

  it('are at least the last five thousand, and at most twice that', () => {
    const recent = createRecent(() => 0);
    for (let n = 0; n < 30_000; n++) recent.remember(`e${n}`, HASH, of(`dec_${n}`), plan);
    const kept = Array.from({ length: 30_000 }, (_, n) => recent.find(`e${n}`, HASH, plan)).filter(Boolean);
    expect(kept.length).toBeGreaterThanOrEqual(5_000);
    expect(kept.length).toBeLessThanOrEqual(10_000);
    expect(recent.find('e29999', HASH, plan)).toEqual({ id: 'dec_29999' });
  });
});
