-- What is decided with such a key is only reported: the answer is always `allow`.
alter table keys.key add column shadow boolean not null default false;

-- Until now the first key, made with every scope, could do everything there was.
update keys.key set scopes = scopes || '{practices,facts,resolve,review}' where 'admin' = any (scopes);
