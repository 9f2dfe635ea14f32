import type { Profiler } from 'node:inspector';
import { describe, expect, it } from 'vitest';
import { sharesOf } from './stages.ts';

type Tree = readonly [name: string, file: string, hits: number, ...below: Tree[]];

/** A profile as V8 gives it: nodes that name their children by number. */
function profileOf(tree: Tree): Pick<Profiler.Profile, 'nodes'> {
  const nodes: Profiler.ProfileNode[] = [];
  const add = ([functionName, file, hitCount, ...below]: Tree): number => {
    const url = file === '' ? '' : `file:///somewhere/packages/engine/src/${file}`;
    const callFrame = { functionName, url, scriptId: '1', lineNumber: 1, columnNumber: 1 };
    const node: Profiler.ProfileNode = { id: nodes.length + 1, callFrame, hitCount };
    nodes.push(node);
    node.children = below.map(add);
    return node.id;
  };
  add(tree);
  return { nodes };
}

describe('the stages of a profile', () => {
  it('take what runs below their doors, until the next door', () => {
    const shares = sharesOf(
      profileOf([
        '(root)',
        '',
        0,
        ['(idle)', '', 1_000],
        ['(garbage collector)', '', 5],
        [
          'decide',
          'decide/decide.ts',
          10,
          [
            'matchMeasures',
            'decide/match.ts',
            5,
            ['evaluate', 'practice/language/expression.ts', 15],
            ['normalize', 'signals/text/normalize.ts', 4, ['plainView', 'signals/text/plain.ts', 16]],
            ['scan', 'signals/text/scanner.ts', 0, ['scan', 'elsewhere.ts', 30]],
          ],
          ['outcomeOf', 'decide/outcome.ts', 15],
        ],
      ]),
    );
    expect(shares).toStrictEqual({
      normalise: 0.2,
      scan: 0.3,
      conditions: 0.2,
      outcome: 0.15,
      collector: 0.05,
      other: 0.1,
    });
  });

  it('are nothing where nothing was sampled', () => {
    expect(Object.values(sharesOf(profileOf(['(root)', '', 0])))).toStrictEqual([0, 0, 0, 0, 0, 0]);
  });
});
