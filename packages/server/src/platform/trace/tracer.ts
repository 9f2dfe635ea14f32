import type { Attributes, Span, SpanKind } from './span.ts';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

export type { Attributes, SpanKind } from './span.ts';

/**
 * One piece of work that is traced: a request, or a delivery. Times are of `performance.now()`.
 *
 * Traces go to another system, kept by other rules and read by other people than records are. So attributes say which
 * kind of event, which action, how long: never what was written, and never an id that a service gave, for any of those
 * may be a person's.
 */
export interface Trace {
  /** The header `traceparent` for requests that are part of it. */
  readonly traceparent: string;
  /** A step of it that is over. */
  add(name: string, from: number, to: number, attributes?: Attributes): void;
  /** It is over; what is added later is lost. */
  end(attributes: Attributes, failed: boolean): void;
}

export interface TraceStart {
  readonly name: string;
  readonly kind: SpanKind;
  readonly began: number;
  /** As it came with the request, whatever it is. */
  readonly traceparent?: unknown;
}

export interface Tracer {
  /** Null where this one is not traced. */
  begin(start: TraceStart): Trace | null;
}

export interface TracerOptions {
  /** Of those that come without a trace of their own, one in so many is traced. */
  readonly oneIn: number;
  readonly record: (span: Span) => void;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** So many random bytes, in hexadecimal digits. */
  readonly randomHex: (bytes: number) => string;
  /** Milliseconds since 1970 of a time of `performance.now()`. */
  readonly atWall: (at: number) => number;
}

/**
 * Whether a request is traced is its caller's to say, where it comes with a trace: all of a trace is kept, or none of
 * it. Of the others chance takes one in so many.
 */
export function createTracer({ oneIn, record, random, randomHex, atWall }: TracerOptions): Tracer {
  const newId = (bytes: number): string => {
    const id = randomHex(bytes);
    // All zero is no id in the standard.
    return /^0+$/.test(id) ? newId(bytes) : id;
  };

  return {
    begin({ name, kind, began, traceparent }) {
      const parent = parseTraceparent(traceparent);
      if (parent === null ? random() * oneIn >= 1 : !parent.sampled) return null;
      const traceId = parent?.traceId ?? newId(16);
      const spanId = newId(8);
      let isOver = false;
      return {
        traceparent: formatTraceparent({ traceId, spanId, sampled: true }),
        add(step, from, to, attributes = {}) {
          if (isOver) return;
          record({
            traceId,
            spanId: newId(8),
            parentId: spanId,
            name: step,
            kind: 'internal',
            start: atWall(from),
            end: atWall(to),
            attributes,
            failed: false,
          });
        },
        end(attributes, failed) {
          if (isOver) return;
          isOver = true;
          const end = atWall(performance.now());
          const parentId = parent?.spanId ?? null;
          record({ traceId, spanId, parentId, name, kind, start: atWall(began), end, attributes, failed });
        },
      };
    },
  };
}
