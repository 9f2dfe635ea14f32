create schema idempotency;

-- What requests with an `Idempotency-Key` were answered, kept for a day: the same request again is told the same.
create table idempotency.request (
  -- The id of the API key, and the `Idempotency-Key` that it sent.
  caller text collate "C" not null,
  name text collate "C" not null,
  request_hash bytea not null,
  began_at timestamptz not null default clock_timestamp(),
  -- Null while the first is under way.
  status integer,
  content_type text,
  answer text,
  primary key (caller, name),
  check (num_nulls(status, content_type, answer) in (0, 3))
);

create index request_began_at on idempotency.request (began_at);
