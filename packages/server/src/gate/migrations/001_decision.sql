create schema gate;

-- The record of every decision. An id begins with the time, so its order is the order of time.
create table gate.decision (
  id text collate "C" primary key,
  event_id text collate "C" not null,
  -- SHA-256 of the event's canonical JSON (RFC 8785): tells a repetition from another event of the same id.
  event_hash bytea not null,
  decided_at timestamptz not null,
  kind text collate "C" not null,
  actor text collate "C" not null,
  action text collate "C" not null,
  -- Every measure that matched, strictest first.
  measures text[] not null,
  -- The answer as JSON text, byte for byte as it was given (without record and timing).
  answer text not null,
  -- What the practice lets us keep of the event; null where it is nothing.
  event text,
  -- When the practice's `keep.days` are over.
  keep_until timestamptz not null
);

create unique index decision_event_id on gate.decision (event_id);
create index decision_actor on gate.decision (actor, id);
-- Most decisions allow and name no measure: they cost these indexes nothing.
create index decision_action on gate.decision (action, id) where action <> 'allow';
create index decision_measures on gate.decision using gin (measures) where measures <> '{}';
