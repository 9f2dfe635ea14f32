import type { Event } from '@safeward/engine';
import type { Pool, PoolClient } from '../platform/database/index.ts';
import type { Fact } from './fact.ts';
import type { Known, KnownAccount } from './known.ts';

type Client = Pick<PoolClient, 'query'>;

/**
 * Takes facts in, in any order and as often as they come: of two about the same thing the one that became true later
 * stands. Of several in one call that speak of the same thing only the latest is looked at.
 */
export async function storeFacts(client: Client, facts: readonly Fact[]): Promise<void> {
  const connections = new Latest<{ one: string; other: string; connected: boolean; at: string }>();
  const shuns = new Latest<{ by: string; whom: string; kind: string; active: boolean; at: string }>();
  const accounts = new Map<string, AccountFact>();
  for (const fact of facts) {
    switch (fact.type) {
      case 'connected':
      case 'disconnected': {
        const [one, other] = ordered(fact.accounts[0], fact.accounts[1]);
        // Nobody is connected with themselves.
        if (one !== other)
          connections.add(`${one}\n${other}`, {
            one,
            other,
            connected: fact.type === 'connected',
            at: fact.at,
          });
        break;
      }
      case 'blocked':
      case 'unblocked':
      case 'muted':
      case 'unmuted': {
        const kind = fact.type.endsWith('blocked') ? 'blocked' : 'muted';
        const active = !fact.type.startsWith('un');
        shuns.add(`${fact.by}\n${fact.whom}\n${kind}`, {
          by: fact.by,
          whom: fact.whom,
          kind,
          active,
          at: fact.at,
        });
        break;
      }
      case 'account':
      case 'age_changed':
      case 'deleted':
        accounts.set(fact.account, mergeAccount(accounts.get(fact.account), fact));
        break;
    }
  }
  await storeConnections(client, connections.values());
  await storeShuns(client, shuns.values());
  await storeAccounts(client, accounts);
}

/** Keeps of each thing what became true last. */
class Latest<T extends { readonly at: string }> {
  readonly #byKey = new Map<string, T>();
  add(key: string, value: T): void {
    const known = this.#byKey.get(key);
    if (known === undefined || Date.parse(known.at) <= Date.parse(value.at)) this.#byKey.set(key, value);
  }
  values(): readonly T[] {
    return [...this.#byKey.values()];
  }
}

function ordered(a: string, b: string): readonly [string, string] {
  // In the order of the database's collation "C": by bytes of UTF-8.
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) <= 0 ? [a, b] : [b, a];
}

interface AccountFact {
  readonly band?: string;
  readonly assurance?: string | undefined;
  readonly ageAt?: string;
  readonly createdAt?: string | undefined;
  readonly deletedAt?: string;
}

function mergeAccount(
  known: AccountFact | undefined,
  fact: Extract<Fact, { type: 'account' | 'age_changed' | 'deleted' }>,
): AccountFact {
  if (fact.type === 'deleted') return { ...known, deletedAt: fact.at };
  const createdAt = fact.type === 'account' ? (fact.created_at ?? known?.createdAt) : known?.createdAt;
  const newer = known?.ageAt === undefined || Date.parse(known.ageAt) <= Date.parse(fact.at);
  const age =
    fact.age !== undefined && newer
      ? { band: fact.age.band, assurance: fact.age.assurance, ageAt: fact.at }
      : {};
  return { ...known, ...age, createdAt };
}

async function storeConnections(
  client: Client,
  rows: readonly { one: string; other: string; connected: boolean; at: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into people.connection (one, other, connected, at)
     select * from unnest($1::text[], $2::text[], $3::boolean[], $4::timestamptz[])
     on conflict (one, other) do update set connected = excluded.connected, at = excluded.at
       where connection.at <= excluded.at`,
    [rows.map((r) => r.one), rows.map((r) => r.other), rows.map((r) => r.connected), rows.map((r) => r.at)],
  );
}

async function storeShuns(
  client: Client,
  rows: readonly { by: string; whom: string; kind: string; active: boolean; at: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into people.shun (by_whom, whom, kind, active, at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[])
     on conflict (by_whom, whom, kind) do update set active = excluded.active, at = excluded.at
       where shun.at <= excluded.at`,
    [
      rows.map((r) => r.by),
      rows.map((r) => r.whom),
      rows.map((r) => r.kind),
      rows.map((r) => r.active),
      rows.map((r) => r.at),
    ],
  );
}

async function storeAccounts(client: Client, accounts: ReadonlyMap<string, AccountFact>): Promise<void> {
  const rows = [...accounts].map(([id, fact]) => ({ id, ...fact }));
  if (rows.length === 0) return;
  const { rows: deleted } = await client.query<{ id: string }>(
    `with stored as (
     insert into people.account as account (id, band, assurance, age_at, created_at, deleted_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
     on conflict (id) do update set
       band = case when ${NEWER_AGE} then excluded.band else account.band end,
       assurance = case when ${NEWER_AGE} then excluded.assurance else account.assurance end,
       age_at = case when ${NEWER_AGE} then excluded.age_at else account.age_at end,
       created_at = coalesce(excluded.created_at, account.created_at),
       deleted_at = greatest(excluded.deleted_at, account.deleted_at)
     returning id, deleted_at)
     select id from stored where deleted_at is not null`,
    [
      rows.map((r) => r.id),
      rows.map((r) => r.band ?? null),
      rows.map((r) => r.assurance ?? null),
      rows.map((r) => r.ageAt ?? null),
      rows.map((r) => r.createdAt ?? null),
      rows.map((r) => r.deletedAt ?? null),
    ],
  );
  if (deleted.length > 0)
    await forget(
      client,
      deleted.map(({ id }) => id),
    );
}

const NEWER_AGE = `excluded.age_at is not null and (account.age_at is null or account.age_at <= excluded.age_at)`;

/** Of a deleted account only that it is deleted stays, so that late facts do not bring it back. */
async function forget(client: Client, ids: readonly string[]): Promise<void> {
  await client.query(
    `with gone as (select unnest($1::text[]) as id),
       connections as (delete from people.connection using gone where one = gone.id or other = gone.id),
       shuns as (delete from people.shun using gone where by_whom = gone.id or whom = gone.id)
     update people.account set band = null, assurance = null, created_at = null, age_at = null
     from gone where account.id = gone.id`,
    [ids],
  );
}

/** What is known of the people of many events, in their order; one look for all of them. */
export async function knownOf(pool: Pool, events: readonly Event[]): Promise<readonly Known[]> {
  const pairs = events.map(({ actor, target }) => ({
    actor: actor.id,
    target: target?.id ?? null,
    ordered: target === undefined ? null : ordered(actor.id, target.id),
  }));
  const { rows } = await pool.query<Row>({
    name: 'known-of',
    text: KNOWN_OF,
    values: [
      pairs.map(({ actor }) => actor),
      pairs.map(({ target }) => target),
      pairs.map((pair) => pair.ordered?.[0] ?? null),
      pairs.map((pair) => pair.ordered?.[1] ?? null),
    ],
  });
  return rows.map((row) => ({
    actor: accountOf(row.a_found, row.a_band, row.a_assurance, row.a_created),
    target: accountOf(row.t_found, row.t_band, row.t_assurance, row.t_created),
    connected: row.connected ?? undefined,
    blocked: row.blocked ?? undefined,
  }));
}

interface Row {
  readonly a_found: boolean;
  readonly a_band: string | null;
  readonly a_assurance: string | null;
  readonly a_created: Date | null;
  readonly t_found: boolean;
  readonly t_band: string | null;
  readonly t_assurance: string | null;
  readonly t_created: Date | null;
  readonly connected: boolean | null;
  readonly blocked: boolean | null;
}

const KNOWN_OF = `
  select a.id is not null as a_found, a.band as a_band, a.assurance as a_assurance, a.created_at as a_created,
    t.id is not null as t_found, t.band as t_band, t.assurance as t_assurance, t.created_at as t_created,
    c.connected,
    (select bool_or(active) from people.shun where by_whom = asked.target and whom = asked.actor) as blocked
  from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as asked (actor, target, one, other, place)
  left join people.account a on a.id = asked.actor
  left join people.account t on t.id = asked.target
  left join people.connection c on c.one = asked.one and c.other = asked.other
  order by asked.place`;

function accountOf(
  found: boolean,
  band: string | null,
  assurance: string | null,
  created: Date | null,
): KnownAccount | undefined {
  return found ? { band, assurance, created_at: created?.toISOString() ?? null } : undefined;
}
