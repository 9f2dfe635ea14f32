-- How far the import of a file has come, written in the transaction that stores its rows: it goes on from there.
create table people.import (
  -- SHA-256 of the file; the same bytes are the same import, whatever the file is called.
  digest text collate "C" not null,
  kind text collate "C" not null,
  -- When what the file says became true, where a line does not say so itself.
  at timestamptz not null,
  -- The last line that was looked at.
  line bigint not null default 0,
  taken bigint not null default 0,
  bad bigint not null default 0,
  is_done boolean not null default false,
  primary key (digest, kind)
);
