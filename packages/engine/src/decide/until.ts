import { RELEASERS } from './decision.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A hold that outlives a year is a block that does not say so. */
const LONGEST_MS = 366 * 86_400_000;

/** What a measure's `until` says, if it can be understood. */
export type Until =
  | { readonly kind: 'releaser'; readonly who: (typeof RELEASERS)[number] }
  | { readonly kind: 'duration'; readonly milliseconds: number }
  | { readonly kind: 'time'; readonly at: number };

/** Reads `recipient`, `24h`, `90m`, `7d` or an RFC 3339 time with a zone; null where it is none of them. */
export function parseUntil(text: string): Until | null {
  const who = RELEASERS.find((releaser) => releaser === text);
  if (who !== undefined) return { kind: 'releaser', who };
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    const milliseconds = Number(count) * (UNITS[unit] ?? 0);
    return milliseconds <= LONGEST_MS ? { kind: 'duration', milliseconds } : null;
  }
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : { kind: 'time', at };
}

/** The hold of one event: who ends it, or the moment (RFC 3339, UTC) at which it ends by itself. */
export function holdUntil(text: string, eventMs: number): string {
  const until = parseUntil(text);
  switch (until?.kind) {
    case 'releaser':
      return until.who;
    case 'duration':
      return new Date(eventMs + until.milliseconds).toISOString();
    case 'time':
      return new Date(until.at).toISOString();
    default:
      throw new TypeError(`\`check\` lets no such \`until\` through: ${text}`);
  }
}

/** Mildest first: the sender's own word, a time that passes, the recipient, the guardian, staff. */
export function untilStrictness(until: string): number {
  switch (until) {
    case 'sender_confirms':
      return 0;
    case 'recipient':
      return 2;
    case 'guardian':
      return 3;
    case 'reviewer':
      return 4;
    default:
      return 1;
  }
}
