import { describe, expect, it } from 'vitest';
import { DEFAULT_SEED, parseArguments } from './arguments.ts';

const BENCHES = ['engine', 'gate'];
const parse = (line: string) =>
  parseArguments(
    line.split(' ').filter((word) => word !== ''),
    BENCHES,
  );

describe('the command line of the benchmarks', () => {
  it.each([
    ['engine', { bench: 'engine', options: { json: false, seed: DEFAULT_SEED } }],
    ['gate --json', { bench: 'gate', options: { json: true, seed: DEFAULT_SEED } }],
    ['--seed 0 --seconds 2.5 gate', { bench: 'gate', options: { json: false, seed: 0, seconds: 2.5 } }],
    ['engine --seconds=60', { bench: 'engine', options: { json: false, seed: DEFAULT_SEED, seconds: 60 } }],
  ])('“%s” runs', (line, expected) => {
    expect(parse(line)).toStrictEqual({ kind: 'run', ...expected });
  });

  it.each([['--help'], ['-h'], ['engine --help'], ['nonsense -h']])('“%s” asks for help', (line) => {
    expect(parse(line)).toStrictEqual({ kind: 'help' });
  });

  it.each([
    ['', 'Which benchmark? There are: engine, gate.'],
    ['engin', 'There is no benchmark “engin”; there are: engine, gate.'],
    ['engine gate', 'One benchmark at a time; “gate” is too much.'],
    ['engine --seconds 0', '--seconds takes a number above 0 and up to 3600, not “0”.'],
    ['engine --seconds soon', '--seconds takes a number above 0 and up to 3600, not “soon”.'],
    ['engine --seed 1.5', '--seed takes a whole number from 0 to 4294967295, not “1.5”.'],
    ['engine --seed 4294967296', '--seed takes a whole number from 0 to 4294967295, not “4294967296”.'],
    ['engine --jason', "Unknown option '--jason'."],
  ])('“%s” is a mistake, and the answer says which', (line, message) => {
    expect(parse(line)).toStrictEqual({ kind: 'mistake', message });
  });
});
