import { describe, expect, it } from 'vitest';
import { bytesArray, TYPES, textArray, timestamp } from './arrays.ts';
import { groupCommit } from './group-commit.ts';

describe('an array in binary form', () => {
  it.each<[string, Buffer, string]>([
    [
      'text with a null',
      textArray(['é', null]),
      '00000001 00000001 00000019 00000002 00000001 00000002c3a9 ffffffff',
    ],
    [
      'bytes',
      bytesArray(TYPES.bytea, [Buffer.from('0aff', 'hex')]),
      '00000001 00000000 00000011 00000001 00000001 000000020aff',
    ],
    [
      'times',
      bytesArray(TYPES.timestamptz, [timestamp(946_684_800_001)]),
      '00000001 00000000 000004a0 00000001 00000001 0000000800000000000003e8',
    ],
  ])('of %s', (_name, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex.replaceAll(' ', ''));
  });
});

describe('a group commit', () => {
  it('sends together what waits, and at most two groups at once', async () => {
    const groups: number[][] = [];
    const open: (() => void)[] = [];
    const commit = groupCommit((rows: readonly number[]) => {
      groups.push([...rows]);
      return new Promise<void>((resolve) => open.push(resolve));
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));

    const done = [commit(1), commit(2)];
    await turn();
    done.push(commit(3));
    await turn();
    done.push(commit(4), commit(5));
    await turn();
    expect(groups).toStrictEqual([[1, 2], [3]]);
    open[0]?.();
    await Promise.all(done.slice(0, 2));
    expect(groups).toStrictEqual([[1, 2], [3], [4, 5]]);
    open[1]?.();
    open[2]?.();
    await Promise.all(done);
  });

  it('tells those whose group failed, and goes on', async () => {
    let failing = true;
    const commit = groupCommit(async () => {
      if (failing) throw new Error('the disk is full');
    });
    await expect(Promise.allSettled([commit('a'), commit('b')])).resolves.toMatchObject([
      { status: 'rejected', reason: { message: 'the disk is full' } },
      { status: 'rejected' },
    ]);
    failing = false;
    await expect(commit('c')).resolves.toBeUndefined();
  });
});
