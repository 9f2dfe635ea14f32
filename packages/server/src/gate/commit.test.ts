import { describe, expect, it } from 'vitest';
import { type CommitOptions, type CommitResult, createCommitQueue, IN_FLIGHT } from './commit.ts';
import type { DecisionRecord, RecordedAnswer } from './record.ts';

const record = (n: number, length = 10): DecisionRecord => ({
  id: `dec_${n}`,
  eventId: `e${n}`,
  eventHash: 'aa',
  decidedAt: n,
  kind: 'message',
  actor: 'u1',
  action: 'allow',
  measures: [],
  answer: 'x'.repeat(length),
  event: null,
  keepUntil: n,
});

interface Statement {
  readonly records: readonly DecisionRecord[];
  readonly done: PromiseWithResolvers<readonly RecordedAnswer[]>;
}

/** A queue in front of a table whose statements end when the test says so. */
function house(options: Partial<CommitOptions> = {}) {
  const statements: Statement[] = [];
  const state = { up: true, faults: 0 };
  const queue = createCommitQueue({
    insert: (records) => {
      const done = Promise.withResolvers<readonly RecordedAnswer[]>();
      statements.push({ records, done });
      return done.promise;
    },
    isUp: () => state.up,
    reportAway: () => {
      state.up = false;
    },
    onFault: () => {
      state.faults += 1;
    },
    capacity: 1_000,
    ...options,
  });
  const results = new Map<number, CommitResult>();
  const offer = (n: number, length?: number) =>
    queue.offer(record(n, length), (result) => results.set(n, result));
  const sizes = () => statements.map(({ records }) => records.length);
  return { queue, statements, state, results, offer, sizes };
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
const failure = (code: string) => Object.assign(new Error('x'), { code });
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

describe('the group commit', () => {
  it('sends what comes at once as one statement, and what comes meanwhile as the next', async () => {
    const { offer, statements, sizes, results } = house();
    for (const n of range(0, 5)) offer(n);
    await turn();
    expect(sizes()).toEqual([5]);
    for (const n of range(5, 8)) offer(n);
    await turn();
    for (const n of range(8, 20)) offer(n);
    await turn();
    expect(sizes()).toEqual([5, 3]);
    statements[0]?.done.resolve([]);
    await turn();
    expect(sizes()).toEqual([5, 3, 12]);
    expect([...results.keys()]).toEqual(range(0, 5));
  });

  it(`has ${IN_FLIGHT} statements under way at most, none of more than 256 decisions`, async () => {
    const { offer, sizes, queue } = house();
    for (const n of range(0, 1_000)) offer(n);
    await turn();
    expect(sizes()).toEqual([256, 256]);
    expect(queue.depth).toBe(1_000 - 512);
  });

  it('sends no statement of more than some megabytes', async () => {
    const { offer, sizes } = house();
    for (const n of range(0, 20)) offer(n, 1024 * 1024);
    await turn();
    expect(sizes()).toEqual([4, 4]);
  });

  it.each([
    ['too many', { capacity: 3 }, 10],
    ['too much', { capacitySize: 3_500 }, 1_000],
  ])('refuses when %s wait', (_name, limits, length) => {
    const { offer, queue } = house(limits);
    expect(range(0, 4).map((n) => offer(n, length) !== null)).toEqual([true, true, true, false]);
    expect(queue.depth).toBe(3);
  });

  it('has room again when somebody no longer waits', async () => {
    const { offer, sizes, statements } = house({ capacity: 1 });
    const ticket = offer(0);
    expect(offer(1)).toBeNull();
    ticket?.abandon();
    ticket?.abandon();
    expect(offer(2)).not.toBeNull();
    await turn();
    expect(sizes()).toEqual([1]);
    expect(statements[0]?.records[0]?.eventId).toBe('e2');
  });

  it('tells who had a decision already', async () => {
    const { offer, statements, results } = house();
    for (const n of range(0, 3)) offer(n);
    await turn();
    const existing = { id: 'dec_x', eventId: 'e1', eventHash: 'bb', answer: '{}' };
    statements[0]?.done.resolve([existing]);
    await turn();
    expect(results.get(0)).toEqual({ kind: 'recorded' });
    expect(results.get(1)).toEqual({ kind: 'existing', existing });
  });

  it('keeps everything while the database is away, and sends it when that is back', async () => {
    const { offer, statements, state, sizes, results, queue } = house();
    for (const n of range(0, 4)) offer(n);
    await turn();
    statements[0]?.done.reject(failure('57P01'));
    await turn();
    offer(4);
    await turn();
    expect(state.up).toBe(false);
    expect(sizes()).toEqual([4]);
    expect(queue.depth).toBe(5);
    state.up = true;
    queue.resume();
    await turn();
    expect(sizes()).toEqual([4, 5]);
    expect(statements[1]?.records.map(({ eventId }) => eventId)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    statements[1]?.done.resolve([]);
    await turn();
    expect(results.size).toBe(5);
  });

  it('does not send again who gave up while the database was away', async () => {
    const { offer, statements, state, sizes, queue } = house();
    const tickets = range(0, 3).map((n) => offer(n));
    await turn();
    tickets[1]?.abandon();
    statements[0]?.done.reject(failure('ECONNRESET'));
    await turn();
    tickets[2]?.abandon();
    expect(queue.depth).toBe(1);
    state.up = true;
    queue.resume();
    await turn();
    expect(sizes()).toEqual([3, 1]);
  });

  it('forgets those who gave up, however many they are', async () => {
    const { offer, queue, state, sizes } = house();
    state.up = false;
    for (const n of range(0, 5_000)) offer(n)?.abandon();
    expect(queue.depth).toBe(0);
    offer(5_000);
    state.up = true;
    queue.resume();
    await turn();
    expect(sizes()).toEqual([1]);
  });

  it('sends again what a deadlock undid', async () => {
    const { offer, statements, sizes, results } = house();
    for (const n of range(0, 2)) offer(n);
    await turn();
    statements[0]?.done.reject(failure('40P01'));
    await turn();
    statements[1]?.done.resolve([]);
    await turn();
    expect(sizes()).toEqual([2, 2]);
    expect(results.size).toBe(2);
  });

  it('finds the one that cannot be stored; the others are', async () => {
    const { offer, statements, state, results } = house();
    for (const n of range(0, 3)) offer(n);
    await turn();
    statements[0]?.done.reject(failure('22021'));
    for (const n of range(1, 4)) {
      await turn();
      const single = statements[n];
      if (single?.records[0]?.eventId === 'e1') single.done.reject(failure('22021'));
      else single?.done.resolve([]);
    }
    await turn();
    expect([...results.values()].map(({ kind }) => kind)).toEqual(['recorded', 'failed', 'recorded']);
    expect(state.faults).toBe(1);
  });

  it('does not try one by one where the table is at fault', async () => {
    const { offer, statements, state, sizes, results } = house();
    for (const n of range(0, 50)) offer(n);
    await turn();
    statements[0]?.done.reject(failure('42P01'));
    await turn();
    expect(sizes()).toEqual([50]);
    expect(state).toEqual({ up: true, faults: 1 });
    expect([...results.values()].every(({ kind }) => kind === 'failed')).toBe(true);
  });
});
