import { closest } from '../../nearest.ts';
import { ANY_MEASURE, readAlarm } from '../alarm.ts';
import type { Places } from '../parse.ts';
import type { Practice } from '../practice.ts';
import { error, type Report } from './finding.ts';

/** Alarms whose parts do not go together, that bear the same id, or that wait for a measure that is not there. */
export function checkAlarms({ alarms, measures }: Practice, places: Places, report: Report): void {
  const ids = measures.map(({ id }) => id);
  const seen = new Set<string>();
  alarms.forEach((alarm, index) => {
    if (seen.has(alarm.id))
      report(
        error(places.alarm(index, 'id'), {
          code: 'duplicate',
          message: `there is already an alarm “${alarm.id}”`,
        }),
      );
    seen.add(alarm.id);
    const read = readAlarm(alarm);
    if (!read.ok) {
      for (const { field, code, message } of read.problems)
        report(error(places.alarm(index, field), { code, message }));
      return;
    }
    const { measure } = alarm;
    if (measure === undefined || measure === ANY_MEASURE || ids.includes(measure)) return;
    const near = closest(measure, [...ids, ANY_MEASURE]);
    report(
      error(places.alarm(index, 'measure'), {
        code: 'unknown_name',
        message: `there is no measure “${measure}”`,
        hint: near === undefined ? 'an id of `measures`, or `any`' : `did you mean “${near}”?`,
      }),
    );
  });
}
