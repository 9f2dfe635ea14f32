/**
 * Every setting there is, as data. From this table come the options of the commands, the names of the environment
 * variables, the schema that files are held against, and the reference page.
 */
export type Setting = {
  /** As it stands in the file; the variable and the option are named after it. */
  readonly name: string;
  /** What `--help` says of it. */
  readonly about: string;
  /** What the reference page says besides. */
  readonly more?: string;
  /** What counts where nothing is said, in words where it is not one value. */
  readonly otherwise?: string;
  /** Variables by another name that set it as well; `SAFEWARD_…` wins over them. */
  readonly variables?: readonly string[];
} & Kind;

type Kind =
  /** A relative one begins at the folder of the file that names it. */
  | { readonly kind: 'path'; readonly of: 'dir' | 'file'; readonly initial?: string }
  /** Holds a password, which is never shown. */
  | { readonly kind: 'database' }
  /** An address over HTTP, which has no password in it. */
  | { readonly kind: 'http' }
  | { readonly kind: 'text'; readonly argument: string; readonly initial?: string }
  | {
      readonly kind: 'number';
      readonly argument: string;
      readonly least: number;
      readonly most: number;
      readonly initial?: number;
    }
  | { readonly kind: 'rate' }
  /** `off`: what `--help` says of its opposite. */
  | { readonly kind: 'switch'; readonly off: string; readonly initial?: boolean }
  | { readonly kind: 'choice'; readonly of: readonly string[]; readonly initial?: string }
  | { readonly kind: 'list'; readonly of: readonly string[]; readonly argument: string };

/** A value as it stands in a file. */
export type Value = string | number | boolean | readonly string[];

export const ENVIRONMENTS = ['development', 'production'] as const;

/** What is refused in production unless `allow` names it: what it is, and what may come of it. */
export const UNSAFE = {
  plain_http: {
    about: 'listening beyond this machine without TLS in front',
    why: 'keys, and what people write, would cross the network for everybody to read',
  },
  temporary_data: {
    about: 'a data folder that is a temporary one',
    why: 'the database in it, or the decisions that wait there for another one, are gone when the machine tidies up',
  },
  shadow: {
    about: 'nothing that acts: a server, every key, or the practice in force only reports',
    why: 'nobody is protected by what only reports',
  },
  test_keys: {
    about: 'keys that are only for trying out',
    why: 'a service that uses one by mistake protects nobody',
  },
  private_webhooks: {
    about: 'webhooks that may reach private addresses',
    why: 'whoever may add one can make this machine call what is inside your network',
  },
  debug_log: {
    about: 'a log at the level debug',
    why: 'it grows with every request, and tells more than who reads it needs to know',
  },
} as const;
export const UNSAFE_NAMES = Object.keys(UNSAFE) as readonly UnsafeName[];
export type UnsafeName = keyof typeof UNSAFE;

/** As in the server, which takes a quarter of a second to load; a test holds the two together. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export const SETTINGS = [
  {
    name: 'data',
    kind: 'path',
    of: 'dir',
    initial: './data',
    about: "the folder in which everything is kept, with Safeward's own PostgreSQL",
  },
  {
    name: 'database',
    kind: 'database',
    variables: ['DATABASE_URL'],
    otherwise: 'PostgreSQL of its own, in the data folder',
    about: 'a PostgreSQL of yours instead, 15 or later (or DATABASE_URL)',
  },
  {
    name: 'host',
    kind: 'text',
    argument: 'address',
    initial: '127.0.0.1',
    about: 'the address to listen on; 0.0.0.0 is every one',
  },
  {
    name: 'port',
    kind: 'number',
    argument: 'port',
    least: 0,
    most: 65_535,
    initial: 8080,
    about: 'the port to listen on; 0 takes a free one',
  },
  {
    name: 'behind_proxy',
    kind: 'switch',
    initial: false,
    about: 'a proxy with TLS stands in front; to be said in production to listen beyond this machine',
    off: 'no proxy stands in front',
    more: 'It changes nothing in what Safeward does: it is the word of whoever set the proxy up.',
  },
  {
    name: 'practice',
    kind: 'path',
    of: 'dir',
    otherwise: 'what was in force; on the first start, `starter`',
    about: 'put this code of practice in force',
  },
  {
    name: 'key_file',
    kind: 'path',
    of: 'file',
    otherwise: 'the first key is only printed',
    about: 'write the first key here as well, readable by its owner only',
  },
  {
    name: 'shadow',
    kind: 'switch',
    initial: false,
    about: 'decide without effect: every answer is allow, with what would have been',
    off: 'let decisions have their effect',
  },
  {
    name: 'require_approval',
    kind: 'switch',
    otherwise: 'as it was last',
    about: 'a practice acts only when a second person has approved it; stays so',
    off: 'a practice acts as soon as one person says so',
  },
  {
    name: 'key_rate',
    kind: 'rate',
    otherwise: 'as often as it likes',
    about: 'how often each key may ask that has no rate of its own: 100/s, 6000/min',
  },
  {
    name: 'key_burst',
    kind: 'number',
    argument: 'n',
    least: 1,
    most: 1_000_000,
    otherwise: 'as the rate',
    about: 'how often at once, after a rest; as the rate unless said otherwise',
  },
  {
    name: 'keep_told_days',
    kind: 'number',
    argument: 'days',
    least: 4,
    most: 36_500,
    initial: 30,
    about: 'how long what webhooks were told is kept: messages, and deliveries that ended',
    more: 'Webhooks are tried for three days, so it is more than that. Decisions are kept as their practice says.',
  },
  {
    name: 'keep_check',
    kind: 'number',
    argument: 'seconds',
    least: 1,
    most: 86_400,
    initial: 60,
    about: 'between two looks at what is due to be removed, in seconds',
    more: 'What has been kept long enough is gone at most so long after.',
  },
  {
    name: 'trace_endpoint',
    kind: 'http',
    variables: ['OTEL_EXPORTER_OTLP_ENDPOINT'],
    otherwise: 'nothing is traced',
    about: 'where OpenTelemetry traces go, by OTLP over HTTP; nothing is traced without',
    more: 'The base address: `/v1/traces` is added.',
  },
  {
    name: 'trace_service',
    kind: 'text',
    argument: 'name',
    variables: ['OTEL_SERVICE_NAME'],
    initial: 'safeward',
    about: 'the name of this service in traces',
  },
  {
    name: 'trace_one_in',
    kind: 'number',
    argument: 'n',
    least: 1,
    most: 1_000_000,
    initial: 1,
    about: 'trace one in so many requests; 1 traces all',
    more: 'A request that comes with a trace of its own (`traceparent`) is traced where its sender says so, and only there.',
  },
  {
    name: 'log_level',
    kind: 'choice',
    of: LOG_LEVELS,
    otherwise: '`info`; on a terminal `warn`',
    about: 'the least that is logged',
  },
  {
    name: 'environment',
    kind: 'choice',
    of: ENVIRONMENTS,
    initial: 'development',
    about: 'what this is; in production, what is unsafe there is refused',
  },
  {
    name: 'allow',
    kind: 'list',
    of: UNSAFE_NAMES,
    argument: 'names',
    otherwise: 'nothing',
    about: 'what is meant although it is unsafe in production, with commas between',
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];

/** Seen as settings, without what TypeScript knows of each. */
export const ALL_SETTINGS: readonly (Setting & { readonly name: SettingName })[] = SETTINGS;

export function settingNamed(name: SettingName): Setting & { readonly name: SettingName } {
  const found = ALL_SETTINGS.find((setting) => setting.name === name);
  if (found === undefined) throw new Error(`there is no setting ${name}`);
  return found;
}

/** `log_level` → `--log-level` */
export function flagOf({ name }: Pick<Setting, 'name'>): string {
  return `--${name.replaceAll('_', '-')}`;
}

/** `log_level` → `SAFEWARD_LOG_LEVEL`, and what else sets it; the first wins. */
export function variablesOf({
  name,
  variables = [],
}: Pick<Setting, 'name' | 'variables'>): readonly string[] {
  return [`SAFEWARD_${name.toUpperCase()}`, ...variables];
}

export function initialOf(setting: Setting): Value | undefined {
  return 'initial' in setting ? setting.initial : undefined;
}

/** What it takes, in words: `--port takes …`. */
export function wantsOf(setting: Setting): string {
  switch (setting.kind) {
    case 'path':
      return setting.of === 'dir' ? 'the path of a folder' : 'the path of a file';
    case 'database':
      return 'an address such as postgresql://user@host/name';
    case 'http':
      return 'an address such as http://127.0.0.1:4318, without a password';
    case 'text':
      return `${setting.argument === 'address' ? 'an' : 'a'} ${setting.argument}`;
    case 'number':
      return `a number from ${setting.least} to ${setting.most}`;
    case 'rate':
      return 'a rate such as 100/s, 6000/min or 100000/h';
    case 'switch':
      return 'true or false';
    case 'choice':
      return `one of ${setting.of.join(', ')}`;
    case 'list':
      return `a list of ${setting.of.join(', ')}`;
  }
}
