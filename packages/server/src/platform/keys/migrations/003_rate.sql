-- How often a key may ask, in each process: so many in so many seconds, and so many at once. All three or none.
alter table keys.key
  add column rate_count integer,
  add column rate_seconds integer,
  add column rate_burst integer,
  add constraint key_rate check (
    num_nulls(rate_count, rate_seconds, rate_burst) = 3
    or (num_nulls(rate_count, rate_seconds, rate_burst) = 0
      and rate_count > 0 and rate_seconds > 0 and rate_burst > 0)
  );
