-- What is held and waits for somebody's word, or for a moment to pass. Whoever ends a hold takes it out of here: of two
-- at once one finds it.
create table gate.hold (
  decision text collate "C" primary key references gate.decision (id) on delete cascade,
  -- recipient, guardian, reviewer, sender_confirms, or time.
  until text collate "C" not null,
  -- Where a moment ends it.
  ends_at timestamptz,
  check ((until = 'time') = (ends_at is not null))
);

create index hold_until on gate.hold (until, decision);
create index hold_ends_at on gate.hold (ends_at) where ends_at is not null;

-- How a hold was ended: a record of its own, beside the decision, which stays as it was answered.
create table gate.resolution (
  decision text collate "C" primary key references gate.decision (id) on delete cascade,
  -- Whoever the service says it was; `clock` where it was the time.
  by text collate "C" not null,
  -- recipient, guardian, reviewer, sender, or clock.
  acting_as text collate "C" not null,
  outcome text collate "C" not null check (outcome in ('release', 'refuse', 'expired')),
  note text,
  at timestamptz not null default clock_timestamp()
);

-- What was held before there was a way to end it.
insert into gate.hold (decision, until, ends_at)
select id, coalesce(who, 'time'), case when who is null then until::timestamptz end
from (
  select id, answer::json ->> 'until' as until,
    substring(answer::json ->> 'until' from '^(?:recipient|guardian|reviewer|sender_confirms)$') as who
  from gate.decision where action = 'hold' and action <> 'allow'
) as held
where until is not null;
