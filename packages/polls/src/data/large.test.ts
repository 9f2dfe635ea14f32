import { expect, it } from 'vitest';
import { SMALL } from '../testing/small.ts';
import { countData } from './count.ts';
import { readCsv } from './csv.ts';

const GIB = 2 ** 30;
/** Two GiB take a minute and more; a hundredth of it shows the same shape. */
const BYTES = process.env.SAFEWARD_LONG === '1' ? 2 * GIB : 20 * 2 ** 20;
/** What may be held beside what was held before: the ids of 50 million respondents, a chunk, and what is not yet collected. */
const MOST = BYTES === 2 * GIB ? 1.75 * GIB : 0.5 * GIB;

it(`a file of ${BYTES / 2 ** 20} MiB is counted in memory that does not grow with it, but for some twenty bytes an id`, async () => {
  const { codebook, targets, data } = SMALL;
  const [header = '', ...lines] = data.trimEnd().split('\n');
  const rows = lines.map((line) => line.slice(line.indexOf(',')));
  const encoder = new TextEncoder();
  let written = 0;
  let respondents = 0;
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    yield encoder.encode(`${header}\n`);
    while (written < BYTES) {
      let text = '';
      for (let n = 0; n < 20_000; n++) {
        respondents += 1;
        text += `${respondents}${rows[respondents % rows.length]}\n`;
      }
      const chunk = encoder.encode(text);
      written += chunk.length;
      yield chunk;
    }
  }
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  async function* watched() {
    for await (const event of readCsv(chunks())) {
      most = Math.max(most, process.memoryUsage().rss);
      yield event;
    }
  }
  try {
    const counted = await countData(watched, { codebook, targets });
    expect(counted.ok && counted.value.respondents).toBe(respondents);
    expect(written).toBeGreaterThanOrEqual(BYTES);
    expect(most - before).toBeLessThan(MOST);
  } finally {
    clearInterval(watch);
  }
  if (process.env.SAFEWARD_LONG === '1')
    console.log(`${respondents} respondents, ${Math.round((most - before) / 2 ** 20)} MiB held at most`);
}, 1_800_000);
