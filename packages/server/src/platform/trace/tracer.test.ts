import { describe, expect, it } from 'vitest';
import type { Span } from './span.ts';
import { createTracer } from './tracer.ts';

const SAMPLED = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const NOT_SAMPLED = SAMPLED.replace(/01$/, '00');

function tracerWith(chances: readonly number[], oneIn: number, ids: readonly string[] = []) {
  const spans: Span[] = [];
  let chance = 0;
  let id = 0;
  const tracer = createTracer({
    oneIn,
    record: (span) => spans.push(span),
    random: () => chances[chance++] ?? 0,
    randomHex: (bytes) => (ids[id++] ?? String(id)).padStart(bytes * 2, '0'),
    atWall: (at) => 1_000 + at,
  });
  const begin = (traceparent?: string) =>
    tracer.begin({ name: 'GET /x', kind: 'server', began: 1, traceparent });
  return { begin, spans };
}

describe('what is traced', () => {
  it('is all where it is one in one', () => {
    const { begin } = tracerWith([0, 0.5, 0.999_999], 1);
    expect([begin(), begin(), begin()].every((trace) => trace !== null)).toBe(true);
  });

  it('is one in so many, by chance', () => {
    const { begin } = tracerWith([0, 0.099, 0.1, 0.5, 0.999], 10);
    expect([begin(), begin(), begin(), begin(), begin()].map((trace) => trace !== null)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('is for the caller to say where it comes with a trace, whatever chance says', () => {
    const { begin } = tracerWith([0.999, 0], 1_000_000);
    expect(begin(SAMPLED)).not.toBeNull();
    expect(begin(NOT_SAMPLED)).toBeNull();
  });

  it('is left to chance where the header is none', () => {
    const { begin } = tracerWith([0.999, 0], 2);
    expect(begin('00-nonsense')).toBeNull();
    expect(begin('00-nonsense')?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

describe('a trace', () => {
  it('hangs below its caller’s span, and its steps below it', () => {
    const { begin, spans } = tracerWith([], 1, ['a', 'b']);
    const trace = begin(SAMPLED);
    trace?.add('step', 2, 3, { n: 1 });
    trace?.end({ done: true }, false);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    expect(trace?.traceparent).toBe(`00-${traceId}-000000000000000a-01`);
    expect(spans).toEqual([
      expect.objectContaining({
        traceId,
        spanId: '000000000000000b',
        parentId: '000000000000000a',
        name: 'step',
        kind: 'internal',
        start: 1_002,
        end: 1_003,
        attributes: { n: 1 },
      }),
      expect.objectContaining({
        traceId,
        spanId: '000000000000000a',
        parentId: 'b7ad6b7169203331',
        name: 'GET /x',
        start: 1_001,
      }),
    ]);
  });

  it('is over once', () => {
    const { begin, spans } = tracerWith([], 1);
    const trace = begin();
    trace?.end({}, true);
    trace?.end({}, false);
    trace?.add('late', 1, 2);
    expect(spans).toEqual([expect.objectContaining({ parentId: null, failed: true })]);
  });

  it('has no id of zeros', () => {
    const { begin } = tracerWith([], 1, ['0', 'a', '0', 'b']);
    expect(begin()?.traceparent).toBe(`00-${'a'.padStart(32, '0')}-${'b'.padStart(16, '0')}-01`);
  });
});
