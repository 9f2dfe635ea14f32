create schema evidence;

-- The log that this database has, once a process with its keys has begun it.
create table evidence.log (
  one boolean primary key default true check (one),
  -- Its name in every checkpoint.
  origin text collate "C" not null,
  -- The verifier keys of all its keys, those of today and those of before.
  keys text[] not null,
  -- Of the last checkpoint that was signed.
  size bigint not null,
  checkpoint text
);
