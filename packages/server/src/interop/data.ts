import { type DataMap, holds } from '../platform/data-map/index.ts';

export const interopData: DataMap = {
  'interop.label': {
    what: 'What people made of texts, told through an API of others; not the texts.',
    why: 'To see how well the text model does on a service’s own texts.',
    kept: 'Until it is removed.',
    columns: {
      id: holds('Its number'),
      at: holds('When it was told'),
      source: holds('The API that it came through'),
      token: holds('The caller’s own name for the text', 'person'),
      community: holds('Where the text stood, by the caller’s word'),
      name: holds('What the text was judged for'),
      value: holds('What it was found to be, 0 to 1'),
      model: holds('Version of the text model'),
      scores: holds('What the model scored the text then'),
    },
  },
};
