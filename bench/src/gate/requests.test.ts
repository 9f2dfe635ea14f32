import { parseEventJson } from '@safeward/engine';
import { createRandom } from '@safeward/simulator';
import { describe, expect, it } from 'vitest';
import { inventPractice } from '../input/measures.ts';
import { eventId, makeTraffic, numberOfEvent, requestsFor } from './requests.ts';

const { files } = inventPractice(createRandom(7), 10);
const traffic = makeTraffic(files, 60, 7);

describe('the traffic of the gate', () => {
  it('is the same again for the same seed', () => {
    expect(makeTraffic(files, 60, 7)).toStrictEqual(traffic);
    expect(makeTraffic(files, 60, 8).events).not.toStrictEqual(traffic.events);
  });

  it('says what the gate will make of each event', () => {
    const { expected, events, practice } = traffic;
    expect(practice).toBe('bench@1.0.0');
    expect(expected).toHaveLength(60);
    expect(expected.filter(({ outcome }) => outcome.action === 'allow').length).toBeGreaterThan(0);
    expected.forEach(({ outcome, kept }, n) => {
      // Under this practice what is allowed is kept without its content, the rest as it was sent.
      const { content, context, ...rest } = events[n]!;
      expect(kept).toStrictEqual(outcome.action === 'allow' ? rest : events[n]);
    });
  });

  it('is sent as HTTP requests, each event again under a new id', () => {
    const next = requestsFor(traffic, { url: 'http://127.0.0.1:8080', key: 'sw_key' });
    const sent = Array.from({ length: 150 }, next).map((bytes) => {
      const [head = '', body = ''] = bytes.toString().split('\r\n\r\n');
      expect(head.split('\r\n')).toStrictEqual([
        'POST /v1/decisions HTTP/1.1',
        'host: 127.0.0.1:8080',
        'authorization: Bearer sw_key',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
      ]);
      const event = parseEventJson(body);
      if (!event.ok) throw new Error(JSON.stringify(event.problems));
      return event.value;
    });
    expect(sent.map(({ id }) => id)).toStrictEqual(sent.map((_, n) => eventId(n)));
    expect(sent.map(({ id }) => numberOfEvent(id))).toStrictEqual(sent.map((_, n) => n));
    sent.forEach(({ id, ...rest }, n) => {
      const { id: _, ...template } = traffic.events[n % 60]!;
      expect(rest).toStrictEqual(template);
    });
  });
});
