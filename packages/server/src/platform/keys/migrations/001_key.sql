create schema keys;

-- Only the hash of a key is kept: who reads this table cannot use what it names.
create table keys.key (
  id text collate "C" primary key,
  name text not null,
  scopes text[] not null,
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
