import { type DataMap, holds } from '../platform/data-map/index.ts';

const AS_LONG_AS =
  'As many days as `keep.days` of the practice says, 90 unless it says otherwise; then its day is dropped. What a measure preserves as evidence stays until somebody removes it.';

export const gateData: DataMap = {
  'gate.decision': {
    what: 'The record of every decision. There is a table for each day, and `decision_rest` for what outlived its day.',
    why: 'So that a decision can be shown, explained and computed again, and the same event gets the same answer.',
    kept: AS_LONG_AS,
    columns: {
      id: holds('Name of the decision; begins with its time'),
      event_id: holds('The id that the service gave the event'),
      event_hash: holds(
        'SHA-256 of the event, to tell a repetition from another event of the same id',
        'content',
      ),
      decided_at: holds('When it was decided'),
      kind: holds('Kind of the event, such as `message`'),
      actor: holds('The service’s id of who did it', 'person'),
      action: holds('What was decided', 'person'),
      measures: holds('Measures that matched', 'person'),
      answer: holds(
        'The answer as it was given: reasons, the facts that measures saw (ages, whether people know each other), places in the text, and never the text',
        'person',
      ),
      event: holds(
        'What the practice lets be kept of the event: nothing, everything but content, or the whole event',
        'person',
        'content',
      ),
      keep_until: holds('When its days are over'),
      seal: holds(
        'Hash of its leaf in the evidence log, and the salts of the commitments: with them it can be shown that the record is unaltered',
        'secret',
      ),
      known: holds('What was known of its people and filled in: ages, dates, connections, blocks', 'person'),
    },
  },
  'gate.event': {
    what: 'Which decision an event got.',
    why: 'So that an event has one decision, over all days and processes.',
    kept: 'As its decision.',
    columns: {
      id: holds('The id that the service gave the event'),
      decision: holds('Name of the decision'),
      day: holds('Day of the decision'),
    },
  },
  'gate.hold': {
    what: 'What is held and waits.',
    why: 'So that it can be listed and ended.',
    kept: 'Until it is ended, at the latest when the days of its decision are over.',
    columns: {
      decision: holds('Name of the decision'),
      until: holds('Whom or what it waits for'),
      ends_at: holds('When it ends by itself'),
    },
  },
  'gate.imported': {
    what: 'Events of the time before Safeward. Nothing was decided about them.',
    why: 'So that a practice can be tried on a real past.',
    kept: 'As many days as the import was told.',
    columns: {
      number: holds('Its number'),
      id: holds('The id that the service gave the event'),
      event: holds('The whole event', 'person', 'content'),
      keep_until: holds('When its days are over'),
    },
  },
  'gate.resolution': {
    what: 'How a hold was ended. There is a table for each day, as for decisions.',
    why: 'So that it can be shown who let something through or refused it, and a backtest can count it.',
    kept: AS_LONG_AS,
    columns: {
      decision: holds('Name of the decision'),
      by: holds('Who said so, an id of the service', 'person'),
      acting_as: holds('As whom: recipient, guardian, reviewer, sender, clock'),
      outcome: holds('Released, refused or expired', 'person'),
      note: holds('What they wrote down about it', 'person', 'content'),
      at: holds('When'),
    },
  },
};
