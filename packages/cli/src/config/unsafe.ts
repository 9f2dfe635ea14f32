import { tmpdir } from 'node:os';
import { isAbsolute, relative, resolve } from 'node:path';
import { type ENVIRONMENTS, type LOG_LEVELS, UNSAFE, type UnsafeName } from './settings.ts';

/** Something that must not be so in production, unless it is meant. */
export interface Unsafe {
  readonly name: UnsafeName;
  /** What is so. */
  readonly what: string;
  /** What to do about it. */
  readonly mend: string;
}

/** What the database tells, as far as it matters here. */
export interface Stored {
  /** Whether a practice decides for everybody, and any of its measures acts. */
  readonly isEnforced: boolean;
  /** Names of the keys that only try out: their decisions are fixed by what is sent. */
  readonly testKeys: readonly string[];
  /** Names of the keys that decide without effect, where every key that decides is one. */
  readonly shadowKeys: readonly string[];
  /** Addresses of the webhooks that may be private ones. */
  readonly privateWebhooks: readonly string[];
}

/** The settings that matter here, named as commands have them. */
export interface Deployment {
  readonly environment?: (typeof ENVIRONMENTS)[number];
  readonly allow?: readonly UnsafeName[];
  readonly host: string;
  readonly behindProxy?: boolean;
  readonly data: string;
  readonly shadow?: boolean;
  readonly logLevel?: (typeof LOG_LEVELS)[number];
}

/** What can be told from the settings alone. Empty unless they say that this is production. */
export function unsafeSettings(deployment: Deployment): readonly Unsafe[] {
  if (!isProduction(deployment)) return [];
  const { host, behindProxy, data, shadow, logLevel } = deployment;
  const found: Unsafe[] = [];
  if (!isLoopback(host) && behindProxy !== true)
    found.push({
      name: 'plain_http',
      what: `it listens on ${host}, and nothing says that TLS stands in front`,
      mend: 'put a proxy with TLS before it and say `behind_proxy: true`, or listen on 127.0.0.1',
    });
  if (isTemporary(data))
    found.push({
      name: 'temporary_data',
      what: `the data folder ${data} is a temporary one`,
      mend: 'name a folder that lasts, such as `data: /var/lib/safeward`',
    });
  if (shadow === true)
    found.push({
      name: 'shadow',
      what: 'every answer is allow',
      mend: 'say `shadow: false`',
    });
  if (logLevel === 'debug')
    found.push({
      name: 'debug_log',
      what: 'it logs at the level debug',
      mend: 'say `log_level: info`',
    });
  return found.filter(({ name }) => !isAllowed(deployment, name));
}

/** What the database adds to it. */
export function unsafeStored(deployment: Deployment, stored: Stored): readonly Unsafe[] {
  if (!isProduction(deployment)) return [];
  const found: Unsafe[] = [];
  if (!stored.isEnforced)
    found.push({
      name: 'shadow',
      what: 'no practice is enforced for everybody, or every measure of it is in shadow',
      mend: 'put a practice in force: `safeward practice activate NAME@VERSION`',
    });
  if (stored.shadowKeys.length > 0)
    found.push({
      name: 'shadow',
      what: `every key that decides is in shadow: ${stored.shadowKeys.join(', ')}`,
      mend: 'make a key without --shadow for what people use: `safeward keys create --name NAME`',
    });
  if (stored.testKeys.length > 0)
    found.push({
      name: 'test_keys',
      what: `there are test keys: ${stored.testKeys.join(', ')}`,
      mend: 'end them: `safeward keys revoke ID`',
    });
  if (stored.privateWebhooks.length > 0)
    found.push({
      name: 'private_webhooks',
      what: `webhooks may reach private addresses: ${stored.privateWebhooks.join(', ')}`,
      mend: 'remove them and add them again without `allow_private`',
    });
  return found.filter(({ name }) => !isAllowed(deployment, name));
}

export function isProduction(deployment: Deployment): boolean {
  return deployment.environment === 'production';
}

export function isAllowed(deployment: Deployment, name: UnsafeName): boolean {
  return deployment.allow?.includes(name) === true;
}

/** A sentence for each, with what to do. */
export function formatUnsafe({ name, what, mend }: Unsafe): string {
  return `${name}: ${what}; ${UNSAFE[name].why}. Mend: ${mend}; or, if it is meant, \`allow: [${name}]\`.`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Folders that systems empty by themselves. */
const TEMPORARY = ['/tmp', '/var/tmp', '/dev/shm', '/run', '/private/tmp', '/private/var/tmp'];

function isTemporary(path: string): boolean {
  const folder = resolve(path);
  return [tmpdir(), ...TEMPORARY].some((temporary) => {
    const inside = relative(temporary, folder);
    return !isAbsolute(inside) && !/^\.\.(?:[\\/]|$)/.test(inside);
  });
}
