create schema outbox;

-- What others are to be told, written in the transaction that made it true.
create table outbox.message (
  number bigint generated always as identity primary key,
  -- Numbers are given before commits and may become visible in another order. Readers therefore follow transactions:
  -- what is older than the oldest one still open is complete.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  type text collate "C" not null,
  -- Messages about the same subject are told in their order.
  subject text collate "C" not null,
  data text not null
);

create index message_order on outbox.message (xid, number);

-- How far each reader has come.
create table outbox.reader (
  name text collate "C" primary key,
  xid xid8 not null,
  number bigint not null
);
