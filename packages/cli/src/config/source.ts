import type { SettingName, Value } from './settings.ts';

/** Where a value comes from; the later of these wins: initial, file, environment, option. */
export type Source =
  | { readonly from: 'initial' }
  | { readonly from: 'file'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly from: 'environment'; readonly variable: string }
  | { readonly from: 'option'; readonly option: string };

/** A value that somebody gave. Not checked yet. */
export interface Given {
  readonly name: SettingName;
  readonly value: unknown;
  readonly source: Source;
}

/** A setting as it counts. Without a value it is left to the program. */
export interface Resolved {
  readonly name: SettingName;
  readonly value: Value | undefined;
  readonly source: Source;
}

/** `safeward.yaml:3:1`, `SAFEWARD_PORT`, `--port`: what begins a sentence about a value. */
export function placeOf(source: Source): string {
  switch (source.from) {
    case 'initial':
      return 'initial';
    case 'file':
      return `${source.file}:${source.line}:${source.column}`;
    case 'environment':
      return source.variable;
    case 'option':
      return source.option;
  }
}
