-- For trying an integration out: what is decided with such a key is recorded nowhere. It can do nothing that is.
alter table keys.key
  add column test boolean not null default false,
  add constraint key_test check (not test or scopes <@ '{decide,explain}');
