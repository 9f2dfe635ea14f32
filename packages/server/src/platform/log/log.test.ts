import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

const SECRET = 'meet me at the old mill';

function logged(error: unknown): { readonly text: string; readonly line: Record<string, unknown> } {
  let text = '';
  const log = createLog('info', { write: (line) => (text += line) });
  log.error({ err: error }, 'it failed');
  return { text, line: JSON.parse(text) as Record<string, unknown> };
}

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('the log', () => {
  it('writes one JSON object a line, with level and time', () => {
    const { line } = logged(new Error('x'));
    expect(line).toMatchObject({ level: 'error', msg: 'it failed' });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it.each<[string, unknown]>([
    ['an error of V8', new TypeError(`Cannot create property 'x' on string '${SECRET}'`)],
    ['a RangeError of Intl', withCode('ERR_INVALID_ARG_VALUE', `The value '${SECRET}' is invalid`)],
    ['a data exception', withCode('22P02', `invalid input syntax for type json: "${SECRET}"`)],
    ['a violated constraint', withCode('23505', `duplicate key: ${SECRET}`)],
    ['something thrown that is no error', SECRET],
    ['a code that is a sentence', withCode(SECRET, SECRET)],
    ['a name of many lines', new Error(`first\n${SECRET}\n    at ${SECRET}`.replace('    at ', ''))],
    [
      'properties of an error',
      Object.assign(new Error('x'), { detail: SECRET, where: SECRET, query: SECRET }),
    ],
  ])('does not repeat what %s quotes', (_name, error) => {
    expect(logged(error).text).not.toContain('old mill');
  });

  it.each([
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432'],
    ['ENOSPC', 'ENOSPC: no space left on device, write'],
    ['57P03', 'the database system is starting up'],
    ['42501', 'permission denied for table decision'],
    ['spool_full', 'The spool holds as many decisions as it may.'],
  ])('tells what %s says', (code, message) => {
    expect(logged(withCode(code, message)).line.err).toMatchObject({ code, message });
  });

  it('tells where an error happened', () => {
    const { err } = logged(new Error(SECRET)).line as { err: { stack: string } };
    expect(err.stack).toContain('log.test.ts');
  });
});
