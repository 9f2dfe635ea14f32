import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { fillTemplate, makeSynthetic, readLists, readTemplates } from './templates.ts';

const FILES = ['hate', 'abuse', 'care', 'spam'];

describe('templates', () => {
  it.each(FILES)('%s: every template has labels between 0 and 1, and every gap a list', (name) => {
    const lists = readLists();
    const random = createRandom(1);
    for (const { line, labels } of readTemplates(name)) {
      expect(Object.keys(labels).length, line).toBeGreaterThan(0);
      for (const value of Object.values(labels)) expect(value >= 0 && value <= 1, line).toBe(true);
      expect(fillTemplate(line, lists, random)).not.toMatch(/[{}[\]|]/);
    }
  });

  it('fills alternatives and lists', () => {
    const lists = new Map([['who', ['she']]]);
    expect(fillTemplate('[{who}|{who}] [||] waits', lists, createRandom(3))).toBe('she waits');
  });

  it('makes the same sentences of the same seed', () => {
    expect(makeSynthetic(FILES, 2, 5)).toEqual(makeSynthetic(FILES, 2, 5));
    expect(makeSynthetic(FILES, 2, 5)).not.toEqual(makeSynthetic(FILES, 2, 6));
  });
});
