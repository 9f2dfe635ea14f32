create schema banks;

-- The number of the last change. Whoever changes anything takes the row first and keeps it until the commit, so that
-- numbers become visible in their order: who has seen one has seen all before it.
create table banks.clock (
  number bigint not null,
  only_row boolean primary key default true check (only_row)
);
insert into banks.clock (number) values (0);

create table banks.bank (
  name text collate "C" primary key,
  kind text collate "C" not null,
  -- A match in it cancels those in others that are not nearer.
  is_negative boolean not null,
  radius integer not null,
  -- Share of the entries that match, from 0 to 1.
  enabled real not null,
  purpose text not null,
  source text not null,
  owner text not null,
  harm text not null,
  hint text not null,
  created_at timestamptz not null default clock_timestamp(),
  changed bigint not null
);

create index bank_changed on banks.bank (changed);

create table banks.entry (
  id bigint generated always as identity primary key,
  bank text collate "C" not null references banks.bank (name),
  value text collate "C" not null,
  note text not null,
  added_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  -- The row stays, so that others hear of its end.
  removed_at timestamptz,
  changed bigint not null
);

create unique index entry_value on banks.entry (bank, value) where removed_at is null;
create index entry_changed on banks.entry (changed);
