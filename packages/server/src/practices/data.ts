import { type DataMap, holds } from '../platform/data-map/index.ts';

const HISTORY = 'For good: it is the history of what was in force.';
const COUNTS = 'Nine days; nobody can be told from them.';

export const practiceData: DataMap = {
  'practices.version': {
    what: 'Every code of practice that was ever uploaded.',
    why: 'A decision names its practice by a hash, and this is what the hash stands for.',
    kept: HISTORY,
    columns: {
      hash: holds('SHA-256 of what it says'),
      name: holds('Its name'),
      version: holds('Its version'),
      sources: holds('Its files'),
      stored_at: holds('When it was stored'),
      uploaded_by: holds('Key or account of the machine by which it came', 'person'),
    },
  },
  'practices.activation': {
    what: 'What was in force, how far, from when to when, by whose word and why.',
    why: 'So that it can be answered under which rules somebody was treated, and who said so.',
    kept: HISTORY,
    columns: {
      number: holds('Its number'),
      hash: holds('Which practice'),
      activated_at: holds('When it began'),
      kind: holds('Base or overlay'),
      stage: holds('Shadow, share or enforced'),
      share: holds('For what share of people'),
      guards: holds('What ends it by itself'),
      expires_at: holds('When it ends by itself'),
      reason: holds('Why, as somebody wrote it', 'person'),
      requested_by: holds('Key or account of the machine that asked for it', 'person'),
      requested_at: holds('When'),
      approved_by: holds('Key or account that approved it', 'person'),
      ended_at: holds('When it ended'),
      ended_by: holds('Key, account or guard that ended it', 'person'),
      ended_as: holds('How it ended'),
      ended_reason: holds('Why it ended', 'person'),
      guard_problem: holds('Why a guard could not end it'),
    },
  },
  'practices.alarm': {
    what: 'Alarms of the practice that were raised.',
    why: 'So that each is told once, and can be looked up.',
    kept: HISTORY,
    columns: {
      number: holds('Its number'),
      alarm: holds('Id of the alarm'),
      measure: holds('Which measure it is about'),
      kind: holds('What it watches'),
      title: holds('Its title'),
      practice: holds('Which practice has it'),
      said: holds('What was counted, in words'),
      counted: holds('What was counted, in numbers'),
      raised_at: holds('When it began'),
      held_at: holds('When it last held'),
      over_at: holds('When it was over'),
    },
  },
  'practices.measure_minute': {
    what: 'How often each measure matched, by the minute.',
    why: 'Alarms compare with what is usual.',
    kept: COUNTS,
    columns: {
      at: holds('Which minute'),
      measure: holds('Which measure'),
      matches: holds('How often'),
    },
  },
  'practices.measure_since': {
    what: 'Since when each measure has been in force.',
    why: 'Of a new one nothing is usual yet.',
    kept: 'While the measure is in force.',
    columns: { measure: holds('Which measure'), since: holds('Since when') },
  },
  'practices.minute': {
    what: 'How many decisions there were, by the minute.',
    why: 'Alarms watch the share that lacked a part.',
    kept: COUNTS,
    columns: {
      at: holds('Which minute'),
      decisions: holds('How many'),
      degraded: holds('How many lacked a part'),
    },
  },
  'practices.setting': {
    what: 'Whether a second person has to approve what acts.',
    why: 'It holds for every process on the database.',
    kept: 'For good; it is one row.',
    columns: { one: holds('There is one row'), require_approval: holds('Whether it is so') },
  },
};
