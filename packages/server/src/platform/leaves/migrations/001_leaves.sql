create schema leaves;

-- Leaves that were committed together, waiting for their place in the log. Whoever commits decisions adds one row for
-- all of them: a row for each would cost the gate more than all the rest of the log.
create table leaves.batch (
  number bigint generated always as identity primary key,
  -- The index of its first leaf, once it has its place; places are given by one process at a time, without a gap.
  first bigint unique,
  count int not null check (count > 0),
  -- The moments of its records, in milliseconds since 1970: by them a record is found in the log.
  during int8range not null,
  -- The bytes of the leaves, a line each; null when they are in the log's tiles.
  entries text collate "C",
  check (first is not null or entries is not null)
);
-- Hashes: trying to compress them costs time and gains nothing.
alter table leaves.batch alter column entries set storage external;
create index batch_waiting on leaves.batch (number) where first is null;
create index batch_untiled on leaves.batch (first) where entries is not null;
create index batch_during on leaves.batch using gist (during);

-- How far the places go.
create table leaves.sequence (
  one boolean primary key default true check (one),
  size bigint not null
);
insert into leaves.sequence (size) values (0);

-- Records that have no table of their own: what is disclosed of them, and the salts of their commitments.
create table leaves.record (
  id text collate "C" primary key,
  type text collate "C" not null,
  at timestamptz not null,
  practice text collate "C",
  -- What it is about, e.g. the id of a decision, with which it goes.
  subject text collate "C",
  -- Its parts by name, as JSON text.
  parts text not null,
  -- The leaf's hash in hex, and behind it the salts of the parts.
  seal text collate "C" not null
);
create index record_subject on leaves.record (subject) where subject is not null;
create index record_at on leaves.record (at);
