import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Mistake } from '../mistake.ts';
import { STARTER } from '../practice/folder.ts';
import { ALLOTMENT } from '../testing/allotment.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { begin } from './begin.ts';
import { nothingCounted } from './counted.ts';
import { START } from './line-batches.ts';
import { type Interrupted, readResume, writeResume } from './resume.ts';

const folder = temporaryFolder();
const NONE = join(folder, 'none');
const COMMON = { data: NONE, threads: 1 };
const { practice, events } = ALLOTMENT;

describe('what the options ask for', () => {
  test('is the whole of the file, against the starter where nothing is in force', async () => {
    const { source, practices, samples } = await begin({ ...COMMON, practice, from: events });
    expect(source).toMatchObject({ kind: 'file', file: events, position: START });
    expect(practices.candidate.label).toMatch(/^allotment@1\.0\.0#sha256:/);
    expect(practices.against.label).toMatch(/^starter@/);
    expect(samples).toBe(3);
    expect(existsSync(NONE)).toBe(false);
  });

  test('is against the given practice', async () => {
    const asked = { ...COMMON, practice, from: '-', against: STARTER, afresh: true, samples: 7 } as const;
    expect(await begin(asked)).toMatchObject({
      source: { file: '-' },
      practices: { against: { label: expect.stringMatching(/^starter@/) } },
      ...{ afresh: true, samples: 7 },
    });
  });

  test.each([
    ['no practice', { from: events }, '--practice names'],
    ['both sources', { practice, from: '-', since: '7d' }, 'Give either --since'],
    ['a span that is none', { practice, since: 'lately' }, '--since takes a span'],
    ['records where there are none', { practice, since: '7d' }, 'Nothing was ever recorded'],
    ['records against a practice', { practice, since: '7d', against: practice }, 'add --afresh'],
    ['more beside --resume', { resume: 'x', practice }, 'leave out --practice'],
    ['no such file to go on from', { resume: join(folder, 'x') }, 'it does not exist'],
    ['another file to go on from', { resume: events }, 'is no file from which'],
  ])('cannot be %s', async (_, options, sentence) => {
    const asked = begin({ ...COMMON, ...options });
    await expect(asked).rejects.toThrow(Mistake);
    await expect(asked).rejects.toThrow(sentence);
  });
});

describe('what an interrupted run left', () => {
  const files = [{ path: 'practice.yaml', text: 'practice: x' }];
  const left = (data: string | null): Interrupted => ({
    source: { kind: 'records', data, position: { kind: 'records', after: 'dec_1', before: 'dec_9' } },
    practices: { candidate: { label: 'c', files }, against: { label: 'a', files } },
    afresh: false,
    samples: 3,
    counted: nothingCounted(),
  });
  const file = join(folder, 'resume.json');

  test('is gone on with', async () => {
    writeFileSync(file, 'something older');
    writeResume(file, left(NONE));
    expect(await begin({ ...COMMON, resume: file })).toEqual(readResume(file));
    expect(readResume(file)).toMatchObject(left(NONE));
  });

  test.each([
    ['another data folder', left(join(folder, 'other')), COMMON, 'give that as --data'],
    ['the data folder in the place of a database', left(null), COMMON, '--database or DATABASE_URL'],
    [
      'a database in the place of the data folder',
      left(NONE),
      { ...COMMON, database: 'postgresql://x' },
      '--data',
    ],
  ])('but not with %s', async (_, interrupted, options, sentence) => {
    writeResume(file, interrupted);
    await expect(begin({ ...options, resume: file })).rejects.toThrow(sentence);
  });
});
