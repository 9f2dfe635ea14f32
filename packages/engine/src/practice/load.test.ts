import { expect, it } from 'vitest';
import { decide } from '../decide/decide.ts';
import { eventOf } from '../test-kit.ts';
import { loadPractice, loadPracticeInSteps } from './load.ts';

const MEASURES = 60;
const files = [
  {
    path: 'practice.yaml',
    text: [
      'practice: many',
      'version: 1.0.0',
      'measures:',
      ...Array.from({ length: MEASURES }, (_, n) =>
        [
          `  - id: m${n}`,
          `    title: Word ${n}`,
          `    when: text.contains('zarg${n}') || text.contains('plim${n}')`,
          '    do: nudge',
          "    tell: { actor: 'Think again.' }",
        ].join('\n'),
      ),
      '',
    ].join('\n'),
  },
];

it('does in small steps what it does at once', () => {
  const whole = loadPractice(files);
  if (!whole.ok) throw new Error(JSON.stringify(whole.findings));
  const steps = loadPracticeInSteps(files);
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    count++;
    // Whoever decides meanwhile, by the scratch memory of another plan, changes nothing.
    decide(whole.plan, eventOf({ content: { text: 'zarg1 and plim2' } }));
  }
  const sliced = step.value;
  if (!sliced.ok) throw new Error(JSON.stringify(sliced.findings));
  // A step for each measure that is checked, for each word that is looked for, and for each measure of the plan.
  expect(count).toBeGreaterThan(4 * MEASURES);
  expect(sliced.findings).toEqual(whole.findings);
  expect(sliced.practice).toEqual(whole.practice);
  for (const text of ['zarg7', 'nothing', 'PLIM 59 plim59'])
    expect(decide(sliced.plan, eventOf({ content: { text } }))).toEqual(
      decide(whole.plan, eventOf({ content: { text } })),
    );
});

it('says in small steps what is wrong', () => {
  const [file] = files;
  const broken = [{ path: 'practice.yaml', text: (file?.text ?? '').replace('text.contains', 'text.holds') }];
  const whole = loadPractice(broken);
  const steps = loadPracticeInSteps(broken);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(whole.ok).toBe(false);
  expect(step.value).toEqual(whole);
});
