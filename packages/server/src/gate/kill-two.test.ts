import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '@safeward/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataFolder } from '../platform/data-folder/data-folder.ts';
import { type Database, openDatabase } from '../platform/database/index.ts';
import { leftoverPid } from '../platform/database/leftover.ts';
import {
  type Acknowledged,
  type Answer,
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

/** Two gates on one database, and now the one, now the other, now the database is killed. */

/** Another run of the same moments: SAFEWARD_KILL_SEED=… */
const SEED = Number(process.env.SAFEWARD_KILL_SEED ?? Date.now() % 1_000_000);
const ROUNDS = process.env.SAFEWARD_LONG === '1' ? 50 : 5;
const CALLERS = 12;
const PATIENCE_MS = 20_000;

/** The processes of a gate, or the one of the database that the test itself looks after. */
const VICTIMS = ['first', 'database', 'second', 'first and database', 'both'] as const;

const folders = [temporaryFolder(), temporaryFolder()] as const;
const home = temporaryFolder();
const { postgres } = openDataFolder(home.path);
let database: Database;
let key = '';
const processes: [ServerProcess | null, ServerProcess | null] = [null, null];
const gates: Client[] = [];
const everAcknowledged: Acknowledged[] = [];
const eventIds = new Set<string>();

beforeAll(async () => {
  database = await openDatabase({ dataDir: home.path });
  // One after the other: the first of them makes the key.
  await start(0);
  await start(1);
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one?.signal('SIGTERM')));
  await database.close();
  for (const folder of [...folders, home]) folder.remove();
});

async function start(at: 0 | 1): Promise<void> {
  const started = await startServerProcess({ dataDir: folders[at].path, databaseUrl: database.url });
  key = started.key ?? key;
  processes[at] = started;
  gates[at] = connect(started.url, key);
}

async function kill(victim: (typeof VICTIMS)[number]): Promise<void> {
  const first = victim === 'first' || victim === 'first and database' || victim === 'both';
  const second = victim === 'second' || victim === 'both';
  if (victim.includes('database')) process.kill(leftoverPid(postgres) ?? 0, 'SIGKILL');
  await Promise.all([first && processes[0]?.signal('SIGKILL'), second && processes[1]?.signal('SIGKILL')]);
  if (first) processes[0] = null;
  if (second) processes[1] = null;
}

/**
 * With time enough for a machine that is busy: where the database is late, a gate decides without it, and cannot know
 * what the other one decided.
 */
function patiently(gate: Client, event: Event): Promise<Answer> {
  return gate.decide(event, `?deadline_ms=${PATIENCE_MS}`);
}

/** Both gates run, and what they had to keep on their own disks is in the database. */
async function recovered(): Promise<void> {
  await eventually(async () => (await database.pool.query('select 1').catch(() => null)) !== null);
  for (const at of [0, 1] as const) if (processes[at] === null) await start(at);
  for (const gate of gates)
    await eventually(async () => {
      const { json } = await gate.ask('/readyz');
      const { spooled, database: state } = json as { spooled?: number; database?: string };
      return spooled === 0 && state === 'up';
    });
}

async function everythingIsThere(): Promise<void> {
  const { rows } = await database.pool.query<{ id: string; event_id: string; answer: string }>(
    'select id, event_id, answer from gate.decision',
  );
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
  `what either of two gates acknowledged is there once, and both tell the same, whatever is killed (seed ${SEED})`,
  async () => {
    const next = seededRandom(SEED);
    const choose = (count: number) => Math.floor(next() * count);
    for (let round = 0; round < ROUNDS; round++) {
      const loads = gates.map((gate) => putUnderLoad(gate, { callers: CALLERS, choose }));
      await eventually(() => loads.every(({ acknowledged }) => acknowledged.length > 0));
      await sleep(next() * 500);
      // Each in turn, so that few rounds have them all; the moment is what is random.
      const victim = VICTIMS[round % VICTIMS.length] ?? 'both';
      await kill(victim);
      // Whoever is left decides on, for a while without the database where that was killed.
      await sleep(next() * 1_000);
      await Promise.all(loads.map((load) => load.stop()));
      for (const { acknowledged, unsure } of loads) {
        for (const { event } of acknowledged) eventIds.add(event.id);
        for (const event of unsure) eventIds.add(event.id);
        everAcknowledged.push(...acknowledged);
      }

      await recovered();
      for (const [at, load] of loads.entries()) {
        const other = gates[1 - at];
        if (other === undefined) throw new RangeError('there are two gates');
        // Whoever was told nothing asks the other gate, and is told what there is, or what is decided now.
        for (const event of load.unsure.slice(0, 25)) {
          const { status, json } = await patiently(other, event);
          expect(status).toBe(200);
          everAcknowledged.push({ event, told: json });
        }
        // Whoever asks the other gate again gets what it was told by the one.
        for (const { event, told } of load.acknowledged.slice(-25)) {
          const { json } = await patiently(other, event);
          if (!told.unrecorded) expect(standing(json)).toEqual(standing(told));
        }
      }
      await recovered();
      await everythingIsThere();
    }
    expect(everAcknowledged.filter(({ told }) => told.unrecorded).length).toBeLessThan(
      everAcknowledged.length / 10,
    );
  },
  ROUNDS * 60_000,
);
