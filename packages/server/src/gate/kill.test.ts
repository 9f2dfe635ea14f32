import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openDataFolder } from '../platform/data-folder/data-folder.ts';
import { openDatabase } from '../platform/database/index.ts';
import { leftoverPid } from '../platform/database/leftover.ts';
import {
  type Acknowledged,
  type Client,
  connect,
  eventually,
  putUnderLoad,
  type ServerProcess,
  seededRandom,
  standing,
  startServerProcess,
  temporaryFolder,
} from '../test-kit/index.ts';

/** Another run of the same moments: SAFEWARD_KILL_SEED=… */
const SEED = Number(process.env.SAFEWARD_KILL_SEED ?? Date.now() % 1_000_000);
const ROUNDS = process.env.SAFEWARD_LONG === '1' ? 50 : 5;
const CALLERS = 24;

const folder = temporaryFolder();
const { postgres } = openDataFolder(folder.path);
let key = '';
let running: ServerProcess | null = null;
const everAcknowledged: Acknowledged[] = [];
const eventIds = new Set<string>();

afterAll(async () => {
  await running?.signal('SIGTERM');
  folder.remove();
});

async function start(): Promise<Client> {
  running = await startServerProcess({ dataDir: folder.path });
  key = running.key ?? key;
  return connect(running.url, key);
}

async function everythingIsThere(gate: Client): Promise<void> {
  await eventually(async () => {
    const { json } = await gate.ask('/readyz');
    return (json as { spooled?: number }).spooled === 0;
  });
  const database = await openDatabase({ dataDir: folder.path, attach: true });
  const { rows } = await database.pool.query<{ id: string; event_id: string; answer: string }>(
    'select id, event_id, answer from gate.decision',
  );
  await database.close();
  // Once: no event has two decisions, and nothing is there that nobody asked for.
  expect(new Set(rows.map((row) => row.event_id)).size).toBe(rows.length);
  expect(rows.filter((row) => !eventIds.has(row.event_id))).toEqual([]);
  const kept = new Map(rows.map((row) => [row.event_id, row]));
  for (const { event, told } of everAcknowledged) {
    if (told.unrecorded) continue;
    const row = kept.get(event.id);
    expect(row?.id).toBe(told.id);
    expect(JSON.parse(row?.answer ?? 'null')).toEqual(standing(told));
  }
}

it(
  `what was acknowledged is there once, whatever is killed (seed ${SEED})`,
  async () => {
    const next = seededRandom(SEED);
    const choose = (count: number) => Math.floor(next() * count);
    let gate = await start();
    for (let round = 0; round < ROUNDS; round++) {
      const load = putUnderLoad(gate, { callers: CALLERS, choose });
      await eventually(() => load.acknowledged.length > 0);
      await sleep(next() * 500);
      if (round % 2 === 0) await running?.signal('SIGKILL');
      else {
        process.kill(leftoverPid(postgres) ?? 0, 'SIGKILL');
        // Until it is back, or not quite: the server is killed as well, with whatever it has spooled.
        await sleep(next() * 2_000);
        await running?.signal('SIGKILL');
      }
      await load.stop();
      for (const { event } of load.acknowledged) eventIds.add(event.id);
      for (const event of load.unsure) eventIds.add(event.id);
      everAcknowledged.push(...load.acknowledged);

      gate = await start();
      // Whoever was told nothing asks again, and is told what there is, or what is decided now.
      for (const event of load.unsure.slice(0, 50)) {
        const { status, json } = await gate.decide(event);
        expect(status).toBe(200);
        everAcknowledged.push({ event, told: json });
      }
      // Whoever asks again gets what it was told.
      for (const { event, told } of load.acknowledged.slice(-50)) {
        const { json } = await gate.decide(event);
        if (!told.unrecorded) expect(standing(json)).toEqual(standing(told));
      }
      await everythingIsThere(gate);
    }
    expect(everAcknowledged.filter(({ told }) => told.unrecorded).length).toBeLessThan(
      everAcknowledged.length / 10,
    );
  },
  ROUNDS * 60_000,
);
