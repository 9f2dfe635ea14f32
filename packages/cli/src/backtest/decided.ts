import { ACTIONS, type Compared, LIMITS, type Parsed, type PastResolution } from '@safeward/engine';

/** A decision of the past, as far as it is compared. */
export interface Decided {
  readonly compared: Compared;
  /** A part was late or down, and the practice's `on_failure` answered in the place of its measures. */
  readonly isDegraded: boolean;
}

/** Far more than any practice has. */
const MAX_REASONS = 10_000;

/**
 * Reads a decision as the service answers with it: its action, what ends it or is taken away, and the measures behind
 * it; whatever else it says is passed over. One that was only reported (`would`) counts as what it would have been:
 * it is the practices that are compared.
 *
 * @param pointer where it stands, for the problems
 */
export function readDecision(value: unknown, pointer: string): Parsed<Decided> {
  if (!isRecord(value)) return refuse('wrong_type', pointer, 'is not an object');
  const isDegraded = Array.isArray(value.degraded) && value.degraded.length > 0;
  const compared = isRecord(value.would)
    ? readCompared(
        { ...value.would, reasons: wouldReasons(value.would.measures, value.shadow) },
        `${pointer}/would`,
      )
    : readCompared(value, pointer);
  return compared.ok ? { ok: true, value: { compared: compared.value, isDegraded } } : compared;
}

function readCompared(value: Readonly<Record<string, unknown>>, pointer: string): Parsed<Compared> {
  const { action, until, limits, reasons } = value;
  const known = ACTIONS.find((one) => one === action);
  if (known === undefined)
    return refuse('unknown_value', `${pointer}/action`, `is none of ${ACTIONS.join(', ')}`);
  if (until !== undefined && typeof until !== 'string')
    return refuse('wrong_type', `${pointer}/until`, 'is not a string');
  const taken = readLimits(limits);
  if (taken === null)
    return refuse('unknown_value', `${pointer}/limits`, `is not a list of ${LIMITS.join(', ')}`);
  const why = readReasons(reasons);
  if (why === null)
    return refuse('wrong_type', `${pointer}/reasons`, 'is not a list of objects, each with a “measure”');
  return {
    ok: true,
    value: {
      action: known,
      ...(until === undefined ? {} : { until }),
      ...(taken.length === 0 ? {} : { limits: [...taken] }),
      reasons: why,
    },
  };
}

function readLimits(limits: unknown): readonly (typeof LIMITS)[number][] | null {
  if (limits === undefined) return [];
  if (!Array.isArray(limits)) return null;
  const known = LIMITS.filter((limit) => limits.includes(limit));
  return limits.every((limit) => known.includes(limit)) ? known : null;
}

function readReasons(reasons: unknown): Compared['reasons'] | null {
  if (!Array.isArray(reasons) || reasons.length > MAX_REASONS) return null;
  const read = reasons.flatMap((reason: unknown) => {
    if (!isRecord(reason) || typeof reason.measure !== 'string') return [];
    const { measure, harm } = reason;
    return [typeof harm === 'string' ? { measure, harm } : { measure }];
  });
  return read.length === reasons.length ? read : null;
}

/** What would have acted is named by its measures; their harms stand among what was only reported. */
function wouldReasons(measures: unknown, shadow: unknown): unknown {
  if (!Array.isArray(measures)) return undefined;
  const reported = (readReasons(shadow) ?? []).filter(({ measure }) => measures.includes(measure));
  const named = measures.map((measure: unknown) => ({ measure }));
  return named.map((reason) => reported.find(({ measure }) => measure === reason.measure) ?? reason);
}

/**
 * Reads how a hold was ended: `by` whom, in what capacity, and with what `outcome`.
 *
 * @returns undefined where time ended it, which says nothing about what people thought
 */
export function readResolution(value: unknown, pointer: string): Parsed<PastResolution | undefined> {
  if (value === undefined || value === null) return { ok: true, value: undefined };
  if (!isRecord(value)) return refuse('wrong_type', pointer, 'is not an object');
  const { outcome } = value;
  // Records of the service name the person in `by`, and their capacity beside it.
  const by = value.acting_as ?? value.by;
  if (outcome === 'expired') return { ok: true, value: undefined };
  if (outcome !== 'release' && outcome !== 'refuse')
    return refuse('unknown_value', `${pointer}/outcome`, 'is none of release, refuse, expired');
  if (typeof by !== 'string' || !/^[a-z_]{1,40}$/.test(by))
    return refuse('invalid', `${pointer}/by`, 'is no capacity such as recipient, guardian or reviewer');
  return { ok: true, value: { by, outcome } };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function refuse(code: string, pointer: string, detail: string): Parsed<never> {
  return { ok: false, problems: [{ code, pointer, detail }] };
}
