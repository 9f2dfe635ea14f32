import { parseEvent } from '../../event/parse.ts';
import { closest } from '../../nearest.ts';
import type { Places } from '../parse.ts';
import type { Practice } from '../practice.ts';
import { testEvent } from '../test-event.ts';
import { error, type Report, warning } from './finding.ts';

/** Tests whose events are none or that name what is not there, and measures that no test speaks of. */
export function checkTests({ measures, tests }: Practice, places: Places, report: Report): void {
  const ids = measures.map(({ id }) => id);
  const named = new Set<string>();
  const names = new Set<string>();
  tests.forEach(({ name, given, expect }, index) => {
    if (names.has(name))
      report(
        error(places.test(index, 'name'), {
          code: 'duplicate',
          message: `there is already a test “${name}”`,
        }),
      );
    names.add(name);
    const parsed = parseEvent(testEvent(given));
    if (!parsed.ok)
      for (const problem of parsed.problems)
        report(
          error(places.test(index, 'given'), {
            code: problem.code,
            message: `${problem.pointer || 'the event'} ${problem.detail}`,
          }),
        );
    const { measures: exactly = [], includes = [], excludes = [], shadow = [] } = expect;
    for (const id of [...exactly, ...includes, ...shadow]) named.add(id);
    for (const id of [...exactly, ...includes, ...excludes, ...shadow]) {
      if (ids.includes(id)) continue;
      const near = closest(id, ids);
      report(
        error(places.test(index, 'expect'), {
          code: 'unknown_name',
          message: `there is no measure “${id}”`,
          hint: near === undefined ? undefined : `did you mean “${near}”?`,
        }),
      );
    }
  });
  measures.forEach(({ id }, index) => {
    if (!named.has(id))
      report(
        warning(places.measure(index, 'id'), {
          code: 'untested',
          message: `no test shows “${id}” acting`,
          hint: 'add one under `tests:` that names it in `expect.measures`',
        }),
      );
  });
}
