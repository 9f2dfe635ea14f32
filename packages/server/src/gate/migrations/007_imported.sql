-- Events of the time before Safeward, as they were: nothing was decided about them. A practice can be tried on them.
create table gate.imported (
  number bigint generated always as identity primary key,
  id text collate "C" not null unique,
  event text not null,
  keep_until timestamptz not null
);

create index imported_keep_until on gate.imported (keep_until);
