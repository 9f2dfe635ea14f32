import { describe, expect, test } from 'vitest';
import { planOf } from '../test-kit.ts';
import { diffPractices } from './diff.ts';

const BEFORE = `practice: sample
version: 1.0.0
harms: { harm: { title: Harm } }
lists: { shops: [x, y] }
measures:
  - { id: gone, title: Gone, when: target.child, do: nudge, harm: harm }
  - { id: kept, title: Kept, when: "text.contains(list('shops'))", do: hold, until: recipient, kinds: [message] }
alarms:
  - { id: late, held_longer_than: 24h }
  - { id: usual, measure: any, over_usual: 5 }
tests:
  - { name: t, given: { target: {} }, expect: { action: allow } }
`;
const AFTER = `practice: sample
version: 1.1.0
settings: { unknown_age: adult, on_failure: { message: closed } }
keep: { block: content, days: 30 }
harms: { harm: { title: Harm, refs: [R] } }
lists: { shops: [y, z] }
measures:
  - { id: kept, title: Kept, when: "text.contains( list('shops') )&&target.child", do: block, mode: shadow, rollout: 10%,
      effects: [{ review: q }], tell: { actor: No }, kinds: [message, post] }
  - { id: new, title: New one, when: "true", do: nudge, harm: harm }
alarms:
  - { id: usual, title: A burst, measure: any, over_usual: 3, window: 1h }
  - { id: parts, title: Parts are down, degraded_over: 1% }
tests:
  - { name: t, given: { target: {} }, expect: { action: nudge } }
  - { name: u, given: { target: {} }, expect: { action: nudge } }
`;

describe('in words', () => {
  test('everything that means something else', () => {
    expect(diffPractices(planOf(BEFORE).practice, planOf(AFTER).practice)).toEqual([
      'the version was 1.0.0, is 1.1.0',
      'what an unknown age counts as was child, is adult',
      'what message fails to was open, is closed',
      'what is kept of block was signals, is content',
      'the days it is kept was 90, is 30',
      'harm harm: refs added: R',
      'list shops: entries added: z',
      'list shops: entries removed: x',
      'measure gone is gone: Gone',
      'measure kept: what it does was hold, is block',
      'measure kept: who or what ends the hold is gone: recipient',
      'measure kept: kinds added: post',
      'measure kept: `when` was text.contains(list("shops")), is text.contains(list("shops")) && target.child',
      'measure kept: the word to the sender is new: No',
      'measure kept: effects added: review q',
      'measure kept: the mode was enforce, is shadow',
      'measure kept: the rollout was 100%, is 10%',
      'measure new is new: New one',
      'alarm late is gone',
      'alarm parts is new: Parts are down',
      'alarm usual: its title is new: A burst',
      'alarm usual: how far over the usual was 5, is 3',
      'alarm usual: the window is new: 1h',
      'tests: 1 added, 0 removed, 1 changed',
    ]);
  });

  test('nothing where only form differs', () => {
    const spaced = BEFORE.replace("text.contains(list('shops'))", "text.contains( list('shops') )");
    expect(diffPractices(planOf(BEFORE).practice, planOf(spaced).practice)).toEqual([]);
  });
});
