import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../record.ts';
import { decodeLine, decodeSegment, encodeLine } from './line.ts';

const record: DecisionRecord = {
  id: 'dec_1',
  eventId: 'e1',
  eventHash: 'aa',
  decidedAt: 1,
  kind: 'message',
  actor: 'ü',
  action: 'allow',
  measures: ['a.b'],
  answer: '{"id":"dec_1"}',
  event: null,
  keepUntil: 2,
};

const records = fc.array(
  fc.record({
    eventId: fc.string({ unit: 'binary' }),
    answer: fc.string({ unit: 'binary', maxLength: 200 }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('a line of the spool', () => {
  it('has these bytes', () => {
    expect(encodeLine(record).toString('utf8')).toBe(
      'aed9677a {"id":"dec_1","eventId":"e1","eventHash":"aa","decidedAt":1,"kind":"message","actor":"ü","action":"allow","measures":["a.b"],"answer":"{\\"id\\":\\"dec_1\\"}","event":null,"keepUntil":2}\n',
    );
  });

  it.each(['', ' ', '00000000 {}', 'aed9677a', 'x'.repeat(100)])('is none: %j', (line) => {
    expect(decodeLine(line)).toBeNull();
  });

  it('is lost alone where a byte of it was changed', () => {
    const whole = Buffer.concat([encodeLine(record), encodeLine({ ...record, id: 'dec_2' })]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const read = decodeSegment(bytes).flatMap((line) => (line.record ? [line.record] : []));
        expect(read.length).toBeLessThanOrEqual(1);
        for (const one of read) expect([record, { ...record, id: 'dec_2' }]).toContainEqual(one);
      }),
    );
  });

  it('hides none before it where it was cut off', () => {
    fc.assert(
      fc.property(records, fc.nat(), (parts, cut) => {
        const lines = parts.map((part) => encodeLine({ ...record, ...part }));
        const whole = Buffer.concat(lines);
        const kept = cut % (whole.length + 1);
        let end = 0;
        const complete = lines.filter((line) => {
          end += line.length;
          return end <= kept;
        }).length;
        const read = decodeSegment(whole.subarray(0, kept)).filter((line) => line.record !== null);
        expect(read).toHaveLength(complete);
        expect(read.map((line) => line.record?.answer)).toEqual(
          parts.slice(0, complete).map(({ answer }) => answer),
        );
      }),
    );
  });
});
