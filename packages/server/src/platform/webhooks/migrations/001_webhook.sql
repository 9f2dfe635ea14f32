create schema webhooks;

-- Who is told. Secrets are kept as they are: they have to be, to sign.
create table webhooks.endpoint (
  id text collate "C" primary key,
  url text not null,
  -- Types of messages; empty means every one.
  types text[] not null,
  allow_private boolean not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);

-- During a rotation there are two: both sign until the older one ends.
create table webhooks.secret (
  endpoint text collate "C" not null references webhooks.endpoint (id),
  secret text not null,
  created_at timestamptz not null default now(),
  ends_at timestamptz,
  primary key (endpoint, secret)
);

create table webhooks.delivery (
  number bigint generated always as identity primary key,
  endpoint text collate "C" not null references webhooks.endpoint (id),
  -- The `webhook-id` that a receiver tells repetitions by.
  message text not null,
  type text collate "C" not null,
  subject text collate "C" not null,
  body text not null,
  created_at timestamptz not null default now(),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  -- A process that sends it holds it until then; if it dies, another sends it again.
  leased_until timestamptz,
  last_problem text,
  delivered_at timestamptz,
  dead_at timestamptz
);

create index delivery_open on webhooks.delivery (endpoint, subject, number)
  where delivered_at is null and dead_at is null;
create index delivery_due on webhooks.delivery (next_at) where delivered_at is null and dead_at is null;
create index delivery_dead on webhooks.delivery (dead_at) where dead_at is not null;
