create schema people;

-- What the service has told of an account. Ids are the service's own.
create table people.account (
  id text collate "C" primary key,
  band text collate "C",
  assurance text collate "C",
  created_at timestamptz,
  deleted_at timestamptz,
  -- When the newest fact about its age was true: an older one that comes late changes nothing.
  age_at timestamptz
);

-- Whether two accounts are connected; the lesser id stands first.
create table people.connection (
  one text collate "C" not null,
  other text collate "C" not null,
  connected boolean not null,
  at timestamptz not null,
  primary key (one, other),
  check (one < other)
);

-- What one account has done about another: `blocked` and `muted` are true while they last.
create table people.shun (
  by_whom text collate "C" not null,
  whom text collate "C" not null,
  kind text collate "C" not null,
  active boolean not null,
  at timestamptz not null,
  primary key (by_whom, whom, kind)
);
