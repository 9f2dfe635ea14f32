import type { Content } from './answers/content.ts';
import type { Plan } from './plan.ts';

/** For the API document: an invented consultation, and an answer to it. */
export const EXAMPLE_PLAN: Plan = {
  slug: 'uk-children-2026',
  title: 'A code of practice for children who use this service',
  summary: 'We want to know what you think of the measures before they take effect.',
  whom: 'Children and parents, people who work with children, and services.',
  contact: { name: 'The code team', email: 'code@example.org' },
  zone: 'Europe/London',
  languages: ['en'],
  kinds: [{ id: 'parent', label: 'A parent or carer' }],
  questions: [
    {
      id: 'strangers',
      kind: 'choice',
      title: 'Should nobody a child does not know be able to write to them unasked?',
      required: true,
      options: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
    },
    { id: 'why', kind: 'text', title: 'Why?' },
  ],
};

export const EXAMPLE_CONTENT: Content = {
  respondent: { capacity: 'oneself', kind: 'parent' },
  publish: 'anonymous',
  quote: true,
  answers: { strangers: ['yes'], why: 'My son was asked for his address within a day.' },
  comments: [],
};
