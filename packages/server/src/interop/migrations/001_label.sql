create schema interop;

-- What a person made of a text, told through an API of others. The text itself is not kept.
create table interop.label (
  id bigint primary key generated always as identity,
  at timestamptz not null default now(),
  source text collate "C" not null,
  -- The caller's own name for the text.
  token text collate "C",
  community text collate "C",
  name text collate "C" not null,
  value double precision not null check (value >= 0 and value <= 1),
  -- What our model scored it then, and which model that was.
  model text collate "C" not null,
  scores jsonb
);
