import type { ServerResponse } from 'node:http';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, startCollector } from '../../test-kit/index.ts';
import { createLog } from '../log/log.ts';
import { createExporter, type Exporter } from './exporter.ts';
import { createTraceMetrics } from './metrics.ts';
import type { Span } from './span.ts';

const CONTENT = { name: 'step', kind: 'internal', parentId: null, failed: false } as const;

function span(n: number, attributes: Span['attributes'] = {}): Span {
  const id = (n + 1).toString(16);
  const start = 1_800_000_000_000.25 + n;
  return {
    ...CONTENT,
    traceId: id.padStart(32, 'a'),
    spanId: id.padStart(16, 'b'),
    start,
    end: start + 1.5,
    attributes,
  };
}

const exporters: Exporter[] = [];
afterEach(async () => {
  for (const exporter of exporters.splice(0)) await exporter.stop();
});

function exporting(endpoint: string, more: { capacity?: number; everyMs?: number; timeoutMs?: number } = {}) {
  const registry = new Registry();
  const lines: string[] = [];
  const exporter = createExporter({
    url: `${endpoint}/v1/traces`,
    resource: { service: 'gate', instance: 'one' },
    metrics: createTraceMetrics(registry),
    log: createLog('info', { write: (line: string) => lines.push(line) }),
    everyMs: 1,
    ...more,
  });
  exporters.push(exporter);
  /** Of one counter, by its labels. */
  const count = async (name: string, fate?: string): Promise<number> => {
    const metrics = await registry.getMetricsAsJSON();
    const values = metrics.find((metric) => metric.name === name)?.values ?? [];
    return values.find(({ labels }) => fate === undefined || labels.fate === fate)?.value ?? 0;
  };
  return { exporter, lines, spans: (fate: string) => count('safeward_trace_spans_total', fate), count };
}

describe('what is exported', () => {
  it('arrives as it was, in groups', async () => {
    const collector = await startCollector();
    const { exporter, spans } = exporting(collector.endpoint);
    exporter.record(span(0, { text: 'a “b”\n', whole: 3, part: 0.5, yes: true }));
    for (let n = 1; n < 600; n++) exporter.record(span(n));
    await eventually(() => collector.spans.length === 600);
    expect(collector.problems).toEqual([]);
    expect(collector.bodies.length).toBe(3);
    expect(collector.spans[0]).toEqual({
      traceId: '1'.padStart(32, 'a'),
      spanId: '1'.padStart(16, 'b'),
      parentId: null,
      name: 'step',
      kind: 1,
      start: 1_800_000_000_000_250_000n,
      end: 1_800_000_000_001_750_000n,
      attributes: { text: 'a “b”\n', whole: 3, part: 0.5, yes: true },
      failed: false,
      service: 'gate',
    });
    await eventually(async () => (await spans('sent')) === 600);
    await collector.close();
  });

  it('is sent at the end, though it was not yet time', async () => {
    const collector = await startCollector();
    const { exporter } = exporting(collector.endpoint, { everyMs: 3_600_000 });
    for (let n = 0; n < 300; n++) exporter.record(span(n));
    await exporter.stop();
    expect(collector.spans.length).toBe(300);
    await collector.close();
  });
});

describe('a receiver that takes nothing', () => {
  it('is tried again with the same spans where it asks for that, and told of once', async () => {
    const collector = await startCollector((response, n) => {
      if (n > 2) return false;
      response.writeHead(503, { 'retry-after': '0' }).end();
      return true;
    });
    const { exporter, spans, lines, count } = exporting(collector.endpoint);
    exporter.record(span(0));
    await eventually(() => collector.spans.length === 1);
    await eventually(async () => (await spans('sent')) === 1);
    expect(await count('safeward_trace_export_failures_total')).toBe(2);
    expect(new Set(collector.bodies).size).toBe(1);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'traces cannot be exported; decisions go on without them',
      'traces are exported again',
    ]);
    await collector.close();
  });

  it('is not asked twice where it refuses', async () => {
    const collector = await startCollector((response) => {
      response.writeHead(400).end();
      return true;
    });
    const { exporter, spans } = exporting(collector.endpoint);
    exporter.record(span(0));
    await eventually(async () => (await spans('failed')) === 1);
    exporter.record(span(1));
    await eventually(async () => (await spans('failed')) === 2);
    expect(collector.bodies.length).toBe(2);
    await collector.close();
  });

  it('says how many it did not take', async () => {
    const collector = await startCollector((response) => {
      response.writeHead(200).end('{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}}');
      return true;
    });
    const { exporter, spans } = exporting(collector.endpoint, { everyMs: 50 });
    for (let n = 0; n < 5; n++) exporter.record(span(n));
    await eventually(async () => (await spans('sent')) === 3);
    expect(await spans('rejected')).toBe(2);
    await collector.close();
  });

  it.each(['', 'no JSON', '[]', '{"partialSuccess":{"rejectedSpans":"many"}}', 'null'])(
    'takes all where its answer is %j',
    async (text) => {
      const collector = await startCollector((response) => {
        response.writeHead(200).end(text);
        return true;
      });
      const { exporter, spans } = exporting(collector.endpoint);
      exporter.record(span(0));
      await eventually(async () => (await spans('sent')) === 1);
      await collector.close();
    },
  );

  it('fills what may wait and no more: the rest is dropped and counted', async () => {
    const collector = await startCollector(() => true);
    const { exporter, spans } = exporting(collector.endpoint, { capacity: 10 });
    for (let n = 0; n < 5; n++) exporter.record(span(n));
    await eventually(() => collector.bodies.length === 1);
    for (let n = 0; n < 20; n++) exporter.record(span(n));
    expect(await spans('dropped')).toBe(15);
    await collector.close();
  });

  it.each<[answer: (response: ServerResponse) => void, problem: string]>([
    [(response) => response.writeHead(302, { location: '/elsewhere' }).end(), 'unexpected redirect'],
    [(response) => response.destroy(), 'UND_ERR_SOCKET'],
    [(response) => response.writeHead(404).end(), 'answered 404'],
  ])('is told of with the reason: %#', async (answer, problem) => {
    const collector = await startCollector((response) => {
      answer(response);
      return true;
    });
    const { exporter, lines } = exporting(collector.endpoint);
    exporter.record(span(0));
    await eventually(() => lines.length === 1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ problem });
    await exporter.stop();
    await collector.close();
  });

  it('does not keep the process: what was not taken when it ends is counted', async () => {
    const collector = await startCollector(() => true);
    const { exporter, spans } = exporting(collector.endpoint, { everyMs: 3_600_000 });
    for (let n = 0; n < 3; n++) exporter.record(span(n));
    await exporter.stop();
    expect(await spans('failed')).toBe(3);
    await collector.close();
  });
});
