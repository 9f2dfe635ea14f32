-- Records are kept by the day of their decision, so that a day that is over and due goes at once, files and all. An id
-- begins with the time, so a day is a span of ids, and whatever is looked up by its id is looked up in one day only.

-- References across tables would have every row of a day looked up before the day goes. Whoever removes a decision
-- removes these with it.
alter table gate.hold drop constraint hold_decision_fkey;
alter table gate.resolution drop constraint resolution_decision_fkey;

-- Which decision an event got. No day is told of the others' events, so this is what keeps one event to one decision.
-- Where the decision is gone, the row means nothing.
create table gate.event (
  id text collate "C" primary key,
  decision text collate "C" not null,
  -- In UTC, of the decision; `infinity` where that is evidence that outlived its day.
  day date not null
);
insert into gate.event (id, decision, day)
select event_id, id, (decided_at at time zone 'UTC')::date from gate.decision;
create index event_day on gate.event (day);

drop index gate.decision_event_id;
drop index gate.decision_keep_until;
alter table gate.decision rename to decision_before;
alter index gate.decision_pkey rename to decision_before_pkey;
alter index gate.decision_actor rename to decision_before_actor;
alter index gate.decision_action rename to decision_before_action;
alter index gate.decision_measures rename to decision_before_measures;
alter table gate.resolution rename to resolution_before;
alter index gate.resolution_pkey rename to resolution_before_pkey;

create table gate.decision (like gate.decision_before, primary key (id)) partition by range (id);
create index decision_actor on gate.decision (actor, id);
create index decision_action on gate.decision (action, id) where action <> 'allow';
create index decision_measures on gate.decision using gin (measures) where measures <> '{}';
-- What is due is found without looking at the rest, and without what a measure preserves as evidence: that stays.
create index decision_keep_until on gate.decision (keep_until) where answer not like '%{"preserve":%';
create index decision_preserved on gate.decision (id) where answer like '%{"preserve":%';

create table gate.resolution (
  like gate.resolution_before including defaults including constraints, primary key (decision)
) partition by range (decision);

-- For what has no day of its own: evidence whose day went, and what comes from a clock that is far off.
create table gate.decision_rest partition of gate.decision default;
create table gate.resolution_rest partition of gate.resolution default;

-- What is there already stays where it is, as one long day that ends with today.
do $$
declare
  alphabet constant text := '0123456789abcdefghjkmnpqrstvwxyz';
  ms bigint := extract(epoch from date_trunc('day', now(), 'UTC') + interval '1 day') * 1000;
  bound text := '';
  newest text collate "C" := (select max(id) from gate.decision_before);
begin
  if newest is null then
    drop table gate.decision_before, gate.resolution_before;
    return;
  end if;
  for place in 1..10 loop
    bound := substr(alphabet, (ms % 32)::int + 1, 1) || bound;
    ms := ms / 32;
  end loop;
  bound := greatest('dec_' || bound || repeat('0', 16) collate "C", newest || '0');
  execute format('alter table gate.decision attach partition gate.decision_before for values from (minvalue) to (%L)', bound);
  execute format('alter table gate.resolution attach partition gate.resolution_before for values from (minvalue) to (%L)', bound);
end $$;
