create schema practices;

-- A version of a code of practice: its sources as they were read, addressed by the hash of their content.
create table practices.version (
  hash text collate "C" primary key,
  name text not null,
  version text not null,
  -- The files as JSON text; jsonb would refuse characters that a file may hold.
  sources text not null,
  stored_at timestamptz not null default now()
);

-- The one with the highest number is active.
create table practices.activation (
  number bigint generated always as identity primary key,
  hash text collate "C" not null references practices.version (hash),
  activated_at timestamptz not null default now()
);
