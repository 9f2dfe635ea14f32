import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a receiver of traces understands it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: number;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
  readonly service: unknown;
}

/** A small receiver of OTLP over HTTP, in JSON: strict about what it takes. */
export interface Collector {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` would say. */
  readonly endpoint: string;
  readonly spans: readonly ReceivedSpan[];
  /** The bodies as they came. */
  readonly bodies: readonly string[];
  /** What is wrong with what came; empty where nothing is. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** @param answer instead of taking what comes; false where it takes it */
export async function startCollector(
  answer: (response: ServerResponse, n: number) => boolean = () => false,
): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const problems: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      if (answer(response, bodies.length)) return;
      try {
        if (request.method !== 'POST' || request.url !== '/v1/traces')
          throw new Error(`${request.method} ${request.url}`);
        if (request.headers['content-type'] !== 'application/json') throw new Error('not announced as JSON');
        spans.push(...readExport(JSON.parse(body)));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
      } catch (error) {
        problems.push(String(error));
        response.writeHead(400).end();
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    problems,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Reads an `ExportTraceServiceRequest`; names of fields are those of OTLP’s JSON encoding, in which no other may be. */
function readExport(body: unknown): readonly ReceivedSpan[] {
  return list(fields(body, ['resourceSpans']).resourceSpans).flatMap((resourceSpans) => {
    const { resource, scopeSpans } = fields(resourceSpans, ['resource', 'scopeSpans']);
    const of = readAttributes(fields(resource, ['attributes']).attributes);
    return list(scopeSpans).flatMap((one) => {
      const { scope, spans } = fields(one, ['scope', 'spans']);
      if (fields(scope, ['name']).name !== 'safeward') throw new Error('another scope');
      return list(spans).map((span) => readSpan(span, of['service.name']));
    });
  });
}

const SPAN_FIELDS = [
  'traceId',
  'spanId',
  'parentSpanId',
  'name',
  'kind',
  'startTimeUnixNano',
  'endTimeUnixNano',
  'attributes',
  'status',
];

function readSpan(given: unknown, service: unknown): ReceivedSpan {
  const span = fields(given, SPAN_FIELDS);
  const { parentSpanId: parent, status } = span;
  const code = status === undefined ? 0 : fields(status, ['code']).code;
  if (code !== 0 && code !== 2) throw new Error(`status ${String(code)}`);
  if (typeof span.kind !== 'number') throw new Error('kind is no number');
  return {
    traceId: matching(span.traceId, /^(?!0+$)[0-9a-f]{32}$/),
    spanId: matching(span.spanId, /^(?!0+$)[0-9a-f]{16}$/),
    parentId: parent === undefined ? null : matching(parent, /^(?!0+$)[0-9a-f]{16}$/),
    name: matching(span.name, /./),
    kind: span.kind,
    start: BigInt(matching(span.startTimeUnixNano, /^\d{19}$/)),
    end: BigInt(matching(span.endTimeUnixNano, /^\d{19}$/)),
    attributes: readAttributes(span.attributes),
    failed: code === 2,
    service,
  };
}

function readAttributes(given: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    list(given).map((attribute) => {
      const { key, value } = fields(attribute, ['key', 'value']);
      const [[type, held] = [], ...others] = Object.entries(
        fields(value, ['stringValue', 'boolValue', 'intValue', 'doubleValue']),
      );
      if (others.length > 0) throw new Error('a value of two types');
      return [matching(key, /^[a-z_.]+$/), type === 'intValue' ? Number(matching(held, /^-?\d+$/)) : held];
    }),
  );
}

function fields(given: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error('no object');
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`an unknown field ${unknown}`);
  return given as Readonly<Record<string, unknown>>;
}

function list(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw new Error('no list');
  return given;
}

function matching(given: unknown, pattern: RegExp): string {
  if (typeof given !== 'string' || !pattern.test(given))
    throw new Error(`${JSON.stringify(given)} is not like ${pattern.source}`);
  return given;
}
