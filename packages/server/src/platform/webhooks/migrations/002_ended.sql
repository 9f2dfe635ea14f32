-- What came to an end long ago is found without looking at the rest.
create index delivery_ended on webhooks.delivery (coalesce(delivered_at, dead_at))
  where coalesce(delivered_at, dead_at) is not null;
