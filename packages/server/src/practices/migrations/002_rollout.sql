-- Who brought a version: `key:<id>`, `command:<account>` or `start`; null before this was asked.
alter table practices.version add column uploaded_by text;

-- An activation is asked for, perhaps approved by somebody else, acts, and ends. The row stays as the history of it.
alter table practices.activation
  alter column activated_at drop not null,
  alter column activated_at drop default,
  -- `base`: the practice in force, or the candidate beside it. `overlay`: a practice laid over it for a crisis.
  add column kind text collate "C" not null default 'base' check (kind in ('base', 'overlay')),
  -- `enforce`: for everybody. `share`: for a share of actors. `shadow`: decided beside, and only reported.
  add column stage text collate "C" not null default 'enforce' check (stage in ('shadow', 'share', 'enforce')),
  -- Per cent of actors.
  add column share numeric(5, 2),
  -- When it is passed the activation ends by itself: [{watch, above, minutes, at_least}].
  add column guards jsonb not null default '[]',
  add column expires_at timestamptz,
  add column reason text not null default '',
  add column requested_by text,
  add column requested_at timestamptz not null default now(),
  -- Null where no second person had to approve it.
  add column approved_by text,
  add column ended_at timestamptz,
  add column ended_by text,
  -- `superseded`, `rolled_back`, `guard`, `ended`, `withdrawn`, `expired`.
  add column ended_as text collate "C",
  add column ended_reason text,
  -- A guard was passed, and nothing could be put in this one's place: why. It is not tried again.
  add column guard_problem text;

-- Until now the one with the highest number was in force, and each ended where the next began.
update practices.activation a set requested_at = activated_at;
update practices.activation a
set ended_at = n.activated_at, ended_as = 'superseded'
from practices.activation n
where n.number = (select min(number) from practices.activation l where l.number > a.number);

alter table practices.activation
  alter column kind drop default,
  alter column stage drop default,
  add check ((stage = 'share') = (share is not null)),
  add check ((kind = 'overlay') = (expires_at is not null)),
  add check (kind = 'base' or stage = 'enforce'),
  add check ((ended_at is null) = (ended_as is null));

-- One practice in force, one candidate beside it, one overlay over it.
create unique index activation_live on practices.activation (kind, (stage = 'enforce'))
  where activated_at is not null and ended_at is null;

-- What holds for everybody on this database.
create table practices.setting (
  one boolean primary key default true check (one),
  -- Whether an activation waits for a second person.
  require_approval boolean not null default false
);
insert into practices.setting default values;
