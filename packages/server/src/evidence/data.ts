import { type DataMap, holds } from '../platform/data-map/index.ts';

export const evidenceData: DataMap = {
  'evidence.log': {
    what: 'The evidence log: its name, its public keys, and what was signed last.',
    why: 'Whoever goes on with the log begins where it was left, and never says something else than before.',
    kept: 'For good; it is one row.',
    columns: {
      one: holds('There is one row'),
      origin: holds('Name of the log'),
      keys: holds('Its public keys'),
      size: holds('How many leaves the last checkpoint has'),
      checkpoint: holds('The last checkpoint, signed'),
    },
  },
};
