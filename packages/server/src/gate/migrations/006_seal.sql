-- The hash of the decision's leaf in the evidence log, in hex, and behind it the salts of the leaf's commitments: with
-- them, and the rest of the record, the leaf can be made again. Null where the decision is older than the log.
alter table gate.decision add column seal text collate "C";
