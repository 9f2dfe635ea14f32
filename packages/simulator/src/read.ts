import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Value from 'typebox/value';
import { parse } from 'yaml';
import type { Script } from './conversation.ts';
import { bankOf, type Exchange, parseExchange } from './exchange.ts';
import type { Bank } from './grammar.ts';
import { KindSchema } from './kind.ts';
import type { Phrases } from './plan.ts';

/** All that conversations are made of. */
export interface Material {
  readonly bank: Bank;
  readonly phrases: Phrases;
  readonly scripts: readonly Script[];
}

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Reads the files of words, exchanges and kinds that come with the simulator. @throws where one is malformed */
export function readMaterial(): Material {
  const yaml = (path: string): unknown => parse(readFileSync(join(folder, path), 'utf8'));
  const words = yaml('phrases/words.yaml') as Readonly<Record<string, readonly string[]>>;
  return {
    bank: bankOf(words),
    phrases: {
      topics: exchangesOf(yaml('phrases/topics.yaml')),
      stages: exchangesOf(yaml('phrases/stages.yaml')),
      greetings: [
        ['a: <hello>', 'b: <hello>', 'a: <how>', 'b: <fine>'],
        ['a: <hello> <how>', 'b: <fine>'],
        ['a: <hello>', 'b: <hello> <how>', 'a: <fine>'],
        ['a: <hello>', 'b: <hello>'],
      ].map(parseExchange),
      closings: [['a: <bye>', 'b: <bye>'], ['b: <bye>', 'a: <bye>'], ['b: <bye>']].map(parseExchange),
    },
    scripts: readdirSync(join(folder, 'kinds'))
      .sort()
      .flatMap((file) => scriptsOf(yaml(`kinds/${file}`), file)),
  };
}

function exchangesOf(file: unknown): ReadonlyMap<string, readonly Exchange[]> {
  const lists = file as Readonly<Record<string, readonly (readonly string[])[]>>;
  return new Map(Object.entries(lists).map(([name, list]) => [name, list.map(parseExchange)]));
}

function scriptsOf(file: unknown, name: string): readonly Script[] {
  if (!Array.isArray(file)) throw new TypeError(`${name} is a list of kinds`);
  return file.map((given: unknown) => {
    if (!Value.Check(KindSchema, given)) {
      const [problem] = Value.Errors(KindSchema, given);
      throw new TypeError(
        `${name}: ${JSON.stringify(given).slice(0, 60)}…: ${problem?.instancePath} ${problem?.message}`,
      );
    }
    return { kind: given, own: (given.own ?? []).map(parseExchange) };
  });
}
