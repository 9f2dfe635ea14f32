import { describe, expect, it } from 'vitest';
import { MODEL_VERSION } from '../signals/index.ts';
import { matched, measure, measures, outcome, planOf } from '../test-kit.ts';

const RUDE = 'You are a stupid idiot and everybody hates you.';
const FRENCH = 'Je ne sais pas pourquoi vous êtes dans la rue avec les chats';

describe('scores in practices', () => {
  const plan = planOf(
    measures(
      measure('rude', { when: "text.score('toxicity') > 0.6" }),
      measure('kind', { when: "text.score('toxicity') <= 0.6" }),
      measure('either', { when: "text.score('toxicity') > 0.6 || target.child == false" }),
    ),
  );
  const ADULT = { target: { id: 't', age: { band: 'adult' } } };

  it.each<[what: string, content: object | undefined, ids: readonly string[]]>([
    ['a rude text', { text: RUDE }, ['either', 'rude']],
    ['a kind text', { text: 'The bakery opens at seven.' }, ['either', 'kind']],
    ['a language that the model does not read is unknown', { text: FRENCH }, ['either']],
    ['a language that the service names', { text: RUDE, language: 'fr' }, ['either']],
    ['no text', undefined, ['either']],
  ])('%s', (_what, content, ids) => {
    expect([...matched(plan, { ...ADULT, ...(content && { content }) })].sort()).toEqual(ids);
  });

  it('names the score that was seen, and the model', () => {
    const { reasons } = outcome(plan, { content: { text: RUDE } });
    expect(reasons.find(({ measure: id }) => id === 'rude')?.saw).toEqual({
      'text.score.toxicity': expect.any(Number),
      'text.model': MODEL_VERSION,
    });
  });
});
