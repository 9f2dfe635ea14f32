import { describe, expect, it } from 'vitest';
import { measure, measures, planOf } from '../../test-kit.ts';
import type { Plan } from './plan.ts';

const TEXT = "text.contains('cheese')";

/** The guard sets of messages, each as the expressions that it stands for. */
function guardSets({ byKind, conditions }: Plan): readonly (readonly string[])[] {
  return byKind.message.guardSets.map((set) =>
    set.map((guard) => conditions[guard]?.expression.source ?? ''),
  );
}

describe('what decides whether the text of a message is read', () => {
  it.each<[string, string[], string[][]]>([
    [
      'every guard set, each once',
      [`${TEXT} && target.child`, `target.child && text.contains('bread')`, `${TEXT} && actor.adult`],
      [['target.child'], ['actor.adult']],
    ],
    [
      'none that has all of another, in whatever order they come',
      [
        `${TEXT} && actor.adult && target.child`,
        `${TEXT} && target.child`,
        `${TEXT} && target.child && links.size() > 0`,
      ],
      [['target.child']],
    ],
    ['nothing where a measure has no guard', [`${TEXT} && target.child`, TEXT], [[]]],
    ['nothing at all where no measure needs a word', ['target.child', `${TEXT} || actor.adult`], []],
  ])('%s', (_name, whens, expected) => {
    const plan = planOf(measures(...whens.map((when, n) => measure(`m${n}`, { when, kinds: ['message'] }))));
    expect(guardSets(plan)).toStrictEqual(expected);
  });

  it('is asked only of what applies to the kind', () => {
    const plan = planOf(
      measures(
        measure('posts', { when: TEXT, kinds: ['post'] }),
        measure('messages', { when: `${TEXT} && target.child`, kinds: ['message'] }),
      ),
    );
    expect(guardSets(plan)).toStrictEqual([['target.child']]);
  });
});
