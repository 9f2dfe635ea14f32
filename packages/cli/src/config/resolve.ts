import { existsSync } from 'node:fs';
import { closest } from '@safeward/engine';
import { readEnvironment } from './environment.ts';
import { inspectValue } from './mask.ts';
import { readSettingsFile } from './read-file.ts';
import { isValid } from './schema.ts';
import { ALL_SETTINGS, initialOf, settingNamed, type Value, wantsOf } from './settings.ts';
import { type Given, placeOf, type Resolved } from './source.ts';

/** Read where none is named, if it is there. */
export const DEFAULT_FILE = 'safeward.yaml';

export interface Resolution {
  /** The file that was read; null where there is none. */
  readonly file: string | null;
  /** Each setting once, in the order of the table. */
  readonly settings: readonly Resolved[];
  /** A line for each thing that is wrong. What is wrong does not count. */
  readonly problems: readonly string[];
}

export interface Sources {
  /** `--config`; must be there if it is named. */
  readonly config: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** What the options of the command say. */
  readonly options: readonly Given[];
}

/**
 * What counts: options before variables before the file before what is built in.
 *
 * @throws {Mistake} where a file was named that cannot be read
 */
export function resolveSettings({ config, environment, options }: Sources): Resolution {
  const named = config ?? (environment.SAFEWARD_CONFIG || undefined);
  const file = named ?? (existsSync(DEFAULT_FILE) ? DEFAULT_FILE : null);
  const fromFile = file === null ? { given: [], problems: [] } : readSettingsFile(file);
  const fromEnvironment = readEnvironment(environment);
  const problems = [...fromFile.problems, ...fromEnvironment.problems];
  const valid = [...fromFile.given, ...fromEnvironment.given, ...options].filter((given) => {
    if (isValid(given.name, given.value)) return true;
    problems.push(refusalOf(given));
    return false;
  });
  const settings = ALL_SETTINGS.map((setting): Resolved => {
    const given = valid.findLast(({ name }) => name === setting.name);
    return given === undefined
      ? { name: setting.name, value: initialOf(setting), source: { from: 'initial' } }
      : // The schema has seen to it that it is one.
        { name: setting.name, value: given.value as Value, source: given.source };
  });
  const burst = settings.find(({ name, value }) => name === 'key_burst' && value !== undefined);
  if (burst !== undefined && settings.some(({ name, value }) => name === 'key_rate' && value === undefined))
    problems.push(`${nameAt(burst)} goes with key_rate.`);
  return { file, settings, problems };
}

function refusalOf({ name, value, source }: Given): string {
  const setting = settingNamed(name);
  const words = setting.kind === 'choice' || setting.kind === 'list' ? setting.of : [];
  const wrong = (Array.isArray(value) ? value : [value]).find((word) => !words.includes(String(word)));
  const near = words.length > 0 && wrong !== undefined ? closest(String(wrong), words) : undefined;
  const not = setting.kind === 'database' || setting.kind === 'http' ? '' : `, not ${inspectValue(value)}`;
  return `${nameAt({ name, source })} takes ${wantsOf(setting)}${not}${near === undefined ? '.' : `; did you mean “${near}”?`}`;
}

/** What begins a sentence about a setting; a line of a file has to be told which of them it is. */
function nameAt({ name, source }: Pick<Given, 'name' | 'source'>): string {
  return source.from === 'file' ? `${placeOf(source)} ${name}` : placeOf(source);
}
