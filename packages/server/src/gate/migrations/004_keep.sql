-- What is due is found without looking at the rest.
create index decision_keep_until on gate.decision (keep_until);
