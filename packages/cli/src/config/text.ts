import type { Setting } from './settings.ts';

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/**
 * The value that is written so in a variable or an option. What cannot be one stays text, so that whoever checks it
 * can quote it.
 */
export function fromText(setting: Setting, text: string): unknown {
  switch (setting.kind) {
    case 'number':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'switch':
      return SWITCH.get(text) ?? text;
    case 'list':
      return text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');
    case 'path':
    case 'database':
    case 'http':
    case 'text':
    case 'rate':
    case 'choice':
      return text;
  }
}
