import type { ActivationRequest, Guard } from '@safeward/server';
import { InvalidArgumentError } from 'commander';
import { Mistake } from '../mistake.ts';

/** How `practice activate` is asked for a stage. */
export interface StageOptions {
  readonly shadow?: true;
  readonly share?: number;
  readonly overlay?: true;
  /** In milliseconds. */
  readonly for?: number;
  readonly guard: readonly GuardOption[];
  readonly reason: string;
}

/** What may be left out is filled in by the server. */
export type GuardOption = Pick<Guard, 'watch' | 'above'> & Partial<Guard>;

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `6h`, `90m`, `2d`, in milliseconds. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit ?? ''] ?? Number.NaN);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('Write it as 90m, 6h or 2d.');
  return ms;
}

/** `10%`, or `10`. */
export function parseShare(text: string): number {
  const [, share] = /^(\d{1,3}(?:\.\d{1,2})?)%?$/.exec(text) ?? [];
  const number = Number(share ?? Number.NaN);
  if (!(number > 0 && number <= 100)) throw new InvalidArgumentError('A share is above 0% and at most 100%.');
  return number;
}

/** The number of an activation. */
export function parseActivationId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('It is a number; `safeward practice list` shows them.');
  return Number(text);
}

const WATCHED = ['errors', 'degraded', 'held', 'blocked'] as const;

/** `held=5%`, `held=5%/10m`, `held=5%/10m/200`: what, above which share, over how long, from how many on. */
export function parseGuard(text: string, before: readonly GuardOption[]): readonly GuardOption[] {
  const [, word, share, window, count] =
    /^(\w+)=(\d{1,2}(?:\.\d{1,2})?)%(?:\/(\d{1,2})m)?(?:\/(\d{1,7}))?$/.exec(text) ?? [];
  const watch = WATCHED.find((one) => one === word);
  if (watch === undefined || Number(window ?? 1) < 1 || Number(window ?? 1) > 60 || Number(count ?? 1) < 1)
    throw new InvalidArgumentError(
      `Write it as held=5%, or held=5%/10m/200: over 10 minutes, from 200 decisions on. What: ${WATCHED.join(', ')}.`,
    );
  const guard = {
    watch,
    above: Number(share),
    ...(window !== undefined && { minutes: Number(window) }),
    ...(count !== undefined && { at_least: Number(count) }),
  };
  return [...before, guard];
}

/** @throws {Mistake} where the options do not go together */
export function toRequest(
  options: StageOptions,
  complete: (guard: GuardOption) => Guard,
  now: Date,
): ActivationRequest {
  const { shadow, share, overlay, for: lasts, guard, reason } = options;
  const stages = [shadow && '--shadow', share !== undefined && '--share', overlay && '--overlay'].filter(
    Boolean,
  );
  if (stages.length > 1) throw new Mistake(`${stages.join(' and ')} do not go together.`);
  if ((overlay === true) !== (lasts !== undefined))
    throw new Mistake('--overlay and --for go together: an overlay ends by itself.');
  return {
    kind: overlay ? 'overlay' : 'base',
    stage: shadow ? 'shadow' : share === undefined ? 'enforce' : 'share',
    share: share ?? null,
    guards: guard.map(complete),
    expires_at: lasts === undefined ? null : new Date(now.getTime() + lasts),
    reason,
  };
}
