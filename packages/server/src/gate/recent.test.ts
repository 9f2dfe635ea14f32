import { describe, expect, it } from 'vitest';
import { createRecent } from './recent.ts';

const answer = (n: number) => ({ id: `dec_${n}`, eventHash: 'aa', answer: '{}' });

describe('the recent answers', () => {
  it('are found by event, and forgotten after two minutes at most', () => {
    let now = 0;
    const recent = createRecent(() => now);
    recent.remember('e1', answer(1));
    now = 59_000;
    recent.remember('e2', answer(2));
    now = 61_000;
    expect(recent.find('e1')).toEqual(answer(1));
    now = 122_000;
    expect(recent.find('e1')).toBeUndefined();
    expect(recent.find('e2')).toBeUndefined();
  });

  it('are all forgotten after a long silence', () => {
    let now = 0;
    const recent = createRecent(() => now);
    recent.remember('e1', answer(1));
    now = 10 * 60_000;
    expect(recent.find('e1')).toBeUndefined();
  });

  it('keep at least the last five thousand, and at most twice that', () => {
    const recent = createRecent(() => 0);
    for (let n = 0; n < 30_000; n++) recent.remember(`e${n}`, answer(n));
    const kept = Array.from({ length: 30_000 }, (_, n) => recent.find(`e${n}`)).filter(Boolean).length;
    expect(kept).toBeGreaterThanOrEqual(5_000);
    expect(kept).toBeLessThanOrEqual(10_000);
    expect(recent.find('e29999')).toEqual(answer(29_999));
  });
});
