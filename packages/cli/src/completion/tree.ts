import type { Argument, Command, Option } from 'commander';

/** What can be written behind a word. */
export type Takes =
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Something that no shell can know. */
  | { readonly kind: 'anything' };

export interface OfferedOption {
  /** `--port`, and `-V` where there is one. */
  readonly names: readonly string[];
  readonly about: string;
  /** Null where nothing follows it. */
  readonly takes: Takes | null;
}

/** A command, and what can come next. */
export interface Place {
  /** Without the program's own name: `['practice', 'check']`. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly OfferedOption[];
  readonly takes: readonly Takes[];
}

/** Every command of a program, the program itself first. */
export function placesOf(command: Command, path: readonly string[] = []): readonly Place[] {
  const place: Place = {
    path,
    commands: command.commands.map((sub) => ({ name: sub.name(), about: firstSentence(sub.description()) })),
    options: [
      ...command.options.map(offered),
      { names: ['--help', '-h'], about: 'how it is used', takes: null },
    ],
    takes: command.registeredArguments.map((argument) => takesOf(argument, argument.name())),
  };
  return [place, ...command.commands.flatMap((sub) => placesOf(sub, [...path, sub.name()]))];
}

function offered(option: Option): OfferedOption {
  const [, placeholder] = /<([^>]+)>/.exec(option.flags) ?? [];
  return {
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    about: firstSentence(option.description),
    takes: placeholder === undefined ? null : takesOf(option, placeholder),
  };
}

function takesOf({ argChoices }: Pick<Option | Argument, 'argChoices'>, placeholder: string): Takes {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices };
  if (placeholder === 'dir') return { kind: 'folder' };
  return placeholder === 'file' ? { kind: 'file' } : { kind: 'anything' };
}

/** A line of a menu holds no more. */
function firstSentence(text: string): string {
  return /^.*?(?=[.;](?:\s|$)|$)/s.exec(text)?.[0] ?? text;
}

/** As the scripts write where they are: each word with a space before it. */
export function written({ path }: Pick<Place, 'path'>): string {
  return path.map((word) => ` ${word}`).join('');
}

/** Within single quotes, as all shells read them the same but for the quote itself. */
export function quoted(text: string, quote: string): string {
  return `'${text.replaceAll("'", quote)}'`;
}
