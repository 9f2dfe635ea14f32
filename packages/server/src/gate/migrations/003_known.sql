-- What was known of the people of an event and filled in where it left that out, as JSON text: with it and the event
-- the decision can be computed again, whatever has become known since.
alter table gate.decision add column known text;
