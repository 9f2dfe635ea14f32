import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { closest } from '@safeward/engine';
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { asMistake } from '../mistake.ts';
import { ALL_SETTINGS, type Setting } from './settings.ts';
import type { Given } from './source.ts';

/** What a file says, as far as it can be read, and what is wrong with it: a line each, with its place. */
export interface FileSettings {
  readonly given: readonly Given[];
  readonly problems: readonly string[];
}

/**
 * Reads the settings of a file. What values may be is not looked at here.
 *
 * @throws {Mistake} where the file cannot be read
 */
export function readSettingsFile(file: string): FileSettings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
  return parseSettings(file, text);
}

export function parseSettings(file: string, text: string): FileSettings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { from: 'file', file, line, column: col } as const;
  };
  const say = (offset: number, what: string) => {
    const { line, column } = placeAt(offset);
    return `${file}:${line}:${column} ${what}`;
  };
  const [broken] = document.errors;
  if (broken !== undefined) {
    const what = broken.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
    return { given: [], problems: [say(broken.pos[0], `is no YAML: ${what}`)] };
  }
  const { contents } = document;
  if (contents === null) return { given: [], problems: [] };
  if (!isMap<ParsedNode>(contents))
    return {
      given: [],
      problems: [say(contents.range[0], 'settings are written `name: value`, one a line.')],
    };
  const given: Given[] = [];
  const problems: string[] = [];
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : '…';
    const setting = ALL_SETTINGS.find((known) => known.name === name);
    if (setting === undefined) problems.push(say(key.range[0], unknown(name)));
    else
      given.push({
        name: setting.name,
        value: fromFile(file, setting, plain(value)),
        source: placeAt(key.range[0]),
      });
  }
  return { given, problems };
}

function unknown(name: string): string {
  const near = closest(
    name,
    ALL_SETTINGS.map((setting) => setting.name),
  );
  const hint = near === undefined ? '`safeward config show` lists all' : `did you mean “${near}”?`;
  return `there is no setting “${name}”; ${hint}`;
}

/** Settings are words, numbers, and lists of such; anything else is none, and is not looked into. */
function plain(node: ParsedNode | null): unknown {
  if (node === null || isScalar(node)) return node?.value ?? null;
  return isSeq(node) ? node.items.map((item) => (isScalar(item) ? item.value : {})) : {};
}

/** A path in a file means the same wherever the command is started. */
function fromFile(file: string, { kind }: Setting, value: unknown): unknown {
  if (kind !== 'path' || typeof value !== 'string' || value === '' || isAbsolute(value)) return value;
  return join(dirname(file), value);
}
