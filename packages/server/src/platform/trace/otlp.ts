import { type Attributes, SPAN_KIND, type Span } from './span.ts';

/** What is told of the process that sends. */
export interface Resource {
  readonly service: string;
  readonly instance: string;
}

const FAILED = { code: 2 };

/**
 * The body of an export: `ExportTraceServiceRequest` of OTLP 1.x in its JSON encoding (ids in hexadecimal digits, 64-bit
 * numbers as text, enumerations as numbers; opentelemetry.io/docs/specs/otlp, “JSON Protobuf Encoding”).
 */
export function encodeSpans(spans: readonly Span[], { service, instance }: Resource): string {
  const attributes = keyValues({ 'service.name': service, 'service.instance.id': instance });
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes },
        scopeSpans: [{ scope: { name: 'safeward' }, spans: spans.map(encodeSpan) }],
      },
    ],
  });
}

function encodeSpan(span: Span): unknown {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentId !== null && { parentSpanId: span.parentId }),
    name: span.name,
    kind: SPAN_KIND[span.kind],
    startTimeUnixNano: nanoseconds(span.start),
    endTimeUnixNano: nanoseconds(Math.max(span.end, span.start)),
    attributes: keyValues(span.attributes),
    ...(span.failed && { status: FAILED }),
  };
}

/** To the microsecond: more does not fit into a number. */
function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds * 1_000)}000`;
}

function keyValues(attributes: Attributes): unknown {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): unknown {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
}

/** How many of the spans the receiver did not take, as its answer says: `ExportTracePartialSuccess`. */
export function rejectedIn(answer: string): number {
  try {
    const { partialSuccess } = JSON.parse(answer) as { partialSuccess?: { rejectedSpans?: unknown } };
    const rejected = Number(partialSuccess?.rejectedSpans ?? 0);
    return Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0;
  } catch {
    // An empty answer, or one in protobuf: what it says of single spans is not known, and it took the request.
    return 0;
  }
}
