create schema consultations;

-- One consultation. Where it stands follows from its times and a clock; no job moves it on.
create table consultations.consultation (
  id text collate "C" primary key,
  -- Its place on the web, chosen by people.
  slug text collate "C" not null unique,
  -- Title, questions, languages and periods, as the API takes them; fixed once it has opened.
  plan jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  opens_at timestamptz,
  -- The first moment at which it is closed.
  closes_at timestamptz,
  -- By when the response is promised.
  response_due_at timestamptz,
  analysed_at timestamptz,
  responded_at timestamptz,
  archived_at timestamptz,
  -- With which networks are told apart without being known; gone when the response is published.
  origin_secret bytea,
  check (opens_at < closes_at),
  check (closes_at < response_due_at)
);

-- What was done, when and by whom, and why: for the public, who see all of it.
create table consultations.happening (
  number bigint generated always as identity primary key,
  consultation text collate "C" not null references consultations.consultation,
  at timestamptz not null,
  kind text collate "C" not null,
  by_whom text not null,
  detail jsonb not null
);
create index on consultations.happening (consultation, number);

-- What is consulted on. A version is never changed.
create table consultations.document (
  consultation text collate "C" not null references consultations.consultation,
  id text collate "C" not null,
  version int not null,
  body jsonb not null,
  -- Why there is another version; empty for the first.
  reason text not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (consultation, id, version)
);

create table consultations.answer (
  id text collate "C" primary key,
  consultation text collate "C" not null references consultations.consultation,
  -- SHA-256 of the private link; null for what staff entered.
  link_hash bytea unique,
  -- What was filled in so far; null once it is sent.
  draft jsonb,
  -- Canonical JSON of all that was sent; null before, and after it was withdrawn.
  record text,
  salt bytea,
  -- SHA-256 over the salt and the record: what stays for good.
  commitment bytea,
  received_at timestamptz,
  withdrawn_at timestamptz,
  channel text collate "C" not null,
  entered_by text,
  -- A keyed hash of the network it came from; means nothing without the consultation's secret.
  origin bytea,
  saved_at timestamptz not null,
  check ((received_at is null) = (commitment is null)),
  check (received_at is not null or record is null),
  check ((record is null) = (salt is null)),
  check (withdrawn_at is null or (record is null and draft is null))
);
create index on consultations.answer (consultation, received_at);

-- A file that came with an answer; its bytes lie in the data folder, outside of what is served.
create table consultations.attachment (
  id text collate "C" primary key,
  answer text collate "C" not null references consultations.answer,
  question text collate "C" not null,
  name text not null,
  type text collate "C" not null,
  bytes int not null,
  sha256 bytea not null,
  -- What the scan said; null where none is set up.
  scanned text,
  at timestamptz not null
);
create index on consultations.attachment (answer);

-- The code frame: what people said, in the words of who reads them.
create table consultations.theme (
  consultation text collate "C" not null references consultations.consultation,
  id text collate "C" not null,
  title text not null,
  description text not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (consultation, id)
);

-- One analyst has read one part of an answer, and found these themes in it, or none.
create table consultations.reading (
  answer text collate "C" not null references consultations.answer,
  part text collate "C" not null,
  analyst text not null,
  themes text[] not null,
  at timestamptz not null,
  primary key (answer, part, analyst)
);

-- Words of an answer that the response may quote, for whose answer allows it.
create table consultations.quote (
  id text collate "C" primary key,
  answer text collate "C" not null references consultations.answer,
  part text collate "C" not null,
  theme text collate "C" not null,
  words text not null,
  by_whom text not null,
  at timestamptz not null
);

-- An answer that may be published, and what is taken out of it before.
create table consultations.release (
  answer text collate "C" primary key references consultations.answer,
  redactions jsonb not null,
  by_whom text not null,
  at timestamptz not null
);

-- A line of the checklist with its evidence.
create table consultations.checked (
  consultation text collate "C" not null references consultations.consultation,
  line text collate "C" not null,
  verdict text collate "C" not null,
  evidence text not null,
  link text,
  by_whom text not null,
  at timestamptz not null,
  primary key (consultation, line)
);

-- The response: written while it is a draft, and as it was published.
create table consultations.response (
  consultation text collate "C" primary key references consultations.consultation,
  draft jsonb not null,
  published jsonb,
  by_whom text not null,
  at timestamptz not null
);
