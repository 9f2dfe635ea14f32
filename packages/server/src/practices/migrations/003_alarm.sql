-- What alarms compare: how many decisions each minute had, and how many of them lacked a part that was late or down.
create table practices.minute (
  at timestamptz primary key,
  decisions bigint not null,
  degraded bigint not null
);

-- The same for the matches of each measure, acting or in shadow.
create table practices.measure_minute (
  at timestamptz not null,
  measure text collate "C" not null,
  matches bigint not null,
  primary key (at, measure)
);

-- Since when each measure has been in force without a break: what is usual for it is a mean from then on.
create table practices.measure_since (
  measure text collate "C" primary key,
  since timestamptz not null
);

-- Alarms that were raised. The row stays as the history of it.
create table practices.alarm (
  number bigint generated always as identity primary key,
  -- Its id in the practice.
  alarm text collate "C" not null,
  -- The measure that it is about; empty where it is about none.
  measure text collate "C" not null,
  -- `over_usual`, `degraded_over`, `held_longer_than`.
  kind text collate "C" not null,
  title text,
  -- `name@version#sha256:…`
  practice text not null,
  -- What was counted when it was raised, in words and in numbers.
  said text not null,
  counted jsonb not null,
  raised_at timestamptz not null,
  -- When what it asks was last seen to hold.
  held_at timestamptz not null,
  over_at timestamptz
);

-- One alarm is raised once at a time.
create unique index alarm_raised on practices.alarm (alarm, measure) where over_at is null;
