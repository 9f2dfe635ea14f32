import { type DataMap, holds } from '../platform/data-map/index.ts';

const CHANGED = holds('Number of the last change to the row');

export const bankData: DataMap = {
  'banks.clock': {
    what: 'The number of the last change to any bank.',
    why: 'So that every process hears of every change, in order.',
    kept: 'For good; one row.',
    columns: {
      number: holds('Number of the last change'),
      only_row: holds('Nothing; there is one row'),
    },
  },
  'banks.bank': {
    what: 'A collection of what is known: hashes of images, digests, phrases, domains or handles.',
    why: 'What is uploaded or written is matched against it.',
    kept: 'For good.',
    columns: {
      name: holds('Its name'),
      kind: holds('What its entries are'),
      is_negative: holds('Whether it holds what is known to be harmless'),
      radius: holds('How far a hash may be from an entry'),
      enabled: holds('Share of the entries that match'),
      purpose: holds('What it is for'),
      source: holds('Where it comes from'),
      owner: holds('Who answers for it', 'person'),
      harm: holds('Harm that its entries stand for'),
      hint: holds('What its owner suggests to do'),
      created_at: holds('When it was made'),
      changed: CHANGED,
    },
  },
  'banks.entry': {
    what: 'One hash, digest, phrase, domain or handle of a bank.',
    why: 'It is what is matched.',
    kept: 'For good; one that was removed matches nothing, and stays so that every process hears of it.',
    columns: {
      id: holds('Its id'),
      bank: holds('The bank it belongs to'),
      value: holds('The hash or the words; handles are those of accounts', 'person'),
      note: holds('What somebody wrote beside it', 'content'),
      added_at: holds('When it was added'),
      expires_at: holds('When it stops matching'),
      removed_at: holds('When it was removed'),
      changed: CHANGED,
    },
  },
};
