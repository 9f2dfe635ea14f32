import { type DataMap, holds } from '../platform/data-map/index.ts';

const UNTIL_DELETED = 'Until the service tells that an account of it is deleted.';

export const peopleData: DataMap = {
  'people.account': {
    what: 'What the service has told of an account.',
    why: 'So that an event need not carry it: measures ask for ages above all.',
    kept: 'Until the service tells that it is deleted; then only the id stays, with the time, so that what comes late is not taken for new.',
    columns: {
      id: holds('The service’s id of the account', 'person'),
      band: holds('Age band', 'person'),
      assurance: holds('How sure the age is', 'person'),
      created_at: holds('When the account was made', 'person'),
      deleted_at: holds('When it was deleted', 'person'),
      age_at: holds('When what is known of the age became true', 'person'),
    },
  },
  'people.connection': {
    what: 'Whether two accounts are connected.',
    why: 'Measures protect people from those they do not know.',
    kept: UNTIL_DELETED,
    columns: {
      one: holds('The service’s id of one account', 'person'),
      other: holds('The service’s id of the other', 'person'),
      connected: holds('Whether they are, or were', 'person'),
      at: holds('Since when', 'person'),
    },
  },
  'people.shun': {
    what: 'Which account has blocked or muted which.',
    why: 'Who was blocked gets no further by another way.',
    kept: UNTIL_DELETED,
    columns: {
      by_whom: holds('The service’s id of who did it', 'person'),
      whom: holds('The service’s id of who was blocked or muted', 'person'),
      kind: holds('Blocked or muted', 'person'),
      active: holds('Whether it lasts', 'person'),
      at: holds('Since when', 'person'),
    },
  },
  'people.import': {
    what: 'How far the import of a file has come.',
    why: 'So that it goes on where it was broken off, and nothing is taken twice.',
    kept: 'For good; a few bytes for each file.',
    columns: {
      digest: holds('SHA-256 of the file'),
      kind: holds('Accounts, connections or blocks'),
      at: holds('When what it says was true'),
      line: holds('Line that was looked at last'),
      taken: holds('How many lines were taken'),
      bad: holds('How many could not be read'),
      is_done: holds('Whether it came to its end'),
    },
  },
};
