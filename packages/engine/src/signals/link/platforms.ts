import table from './platforms.json' with { type: 'json' };

/** Another service that people may be asked to move to. */
export interface Platform {
  readonly name: string;
  /** Names that mean nothing else. */
  readonly words: readonly string[];
  /** Names that are also ordinary words or abbreviations: they count in a sentence such as `add me on …` only. */
  readonly short: readonly string[];
  readonly hosts: readonly string[];
  /** Host and path that lead into a conversation or a group there. */
  readonly invites: readonly string[];
}

export const PLATFORMS: readonly Platform[] = table;

const BY_HOST: ReadonlyMap<string, Platform> = new Map(
  PLATFORMS.flatMap((platform) => platform.hosts.map((host) => [host, platform] as const)),
);
const INVITES: readonly string[] = PLATFORMS.flatMap((platform) => platform.invites);
const INVITE_ROOTS: ReadonlySet<string> = new Set(['discord.gg', 'dsc.gg', 'chat.whatsapp.com']);

/** The platform a host belongs to, whatever its subdomain. */
export function platformOf(host: string): Platform | undefined {
  let name = host;
  for (;;) {
    const platform = BY_HOST.get(name);
    if (platform !== undefined) return platform;
    const dot = name.indexOf('.');
    if (dot < 0) return undefined;
    name = name.slice(dot + 1);
  }
}

/** Whether a link leads into a conversation elsewhere. `rest` is what follows the host, lower case. */
export function isInvite(host: string, rest: string): boolean {
  const bare = host.replace(/^www\./, '');
  if (INVITE_ROOTS.has(bare)) return true;
  const place = `${bare}${rest}`;
  return INVITES.some((prefix) => place.startsWith(prefix) && place.length > prefix.length);
}
