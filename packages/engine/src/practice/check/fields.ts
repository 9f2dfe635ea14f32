import { parseUntil } from '../../decide/until.ts';
import { closest } from '../../nearest.ts';
import { isZone } from '../language/local-time.ts';
import type { Places } from '../parse.ts';
import type { Measure, Practice } from '../practice.ts';
import { error, type Report, warning } from './finding.ts';

/** What a measure may make follow besides its action, and what stands behind the colon. */
export const EFFECTS: Readonly<Record<string, string>> = {
  review: 'the queue in which reviewers will find it',
  notify: 'who is told: guardian, or a team of the service',
  help: 'the topic of the help that is offered',
  preserve: 'evidence: kept beyond `keep` until somebody has looked',
};

/** Rules about single fields that a schema cannot say. */
export function checkFields(practice: Practice, places: Places, report: Report): void {
  if (!isZone(practice.settings.zone))
    report(
      error(places.top('settings.zone'), {
        code: 'unknown_zone',
        message: `there is no time zone “${practice.settings.zone}”`,
        hint: 'a name of the IANA list, such as Europe/London',
      }),
    );
  const harms = practice.harms.map(({ id }) => id);
  const seen = new Set<string>();
  practice.measures.forEach((measure, index) => {
    const at = (field: string) => places.measure(index, field);
    if (seen.has(measure.id))
      report(error(at('id'), { code: 'duplicate', message: `there is already a measure “${measure.id}”` }));
    seen.add(measure.id);
    if (measure.harm !== undefined && !harms.includes(measure.harm)) {
      const near = closest(measure.harm, harms);
      report(
        error(at('harm'), {
          code: 'unknown_name',
          message: `there is no harm “${measure.harm}”`,
          hint: near === undefined ? 'list it under `harms:`' : `did you mean “${near}”?`,
        }),
      );
    }
    checkUntil(measure, at, report);
    checkLimits(measure, at, report);
    checkTimes(measure, at, report);
    checkEffects(measure, at, report);
    if (measure.rollout === 0)
      report(
        warning(at('rollout'), {
          code: 'unreachable',
          message: 'acts for nobody',
          hint: 'use `mode: shadow` to try it',
        }),
      );
  });
  checkUse(practice, places, report);
}

type At = (field: string) => ReturnType<Places['measure']>;

function checkUntil({ do: action, until }: Measure, at: At, report: Report): void {
  if (action === 'hold' && until === undefined)
    report(
      error(at('do'), {
        code: 'missing_field',
        message: 'a hold says with `until` who or what ends it',
        hint: 'until: recipient, guardian, reviewer, sender_confirms, a duration such as 24h, or a time',
      }),
    );
  if (until === undefined) return;
  if (action !== 'hold')
    report(
      error(at('until'), { code: 'misplaced', message: 'only a hold has an end: `until` needs `do: hold`' }),
    );
  if (parseUntil(until) === null) {
    const near = closest(until, ['recipient', 'guardian', 'reviewer', 'sender_confirms']);
    report(
      error(at('until'), {
        code: 'unknown_value',
        message: `“${until}” is nobody who can end a hold, no duration and no time`,
        hint: near === undefined ? 'durations are written 90m, 24h or 7d' : `did you mean “${near}”?`,
      }),
    );
  }
}

function checkLimits({ do: action, limits }: Measure, at: At, report: Report): void {
  if (action === 'limit' && limits.length === 0)
    report(
      error(at('do'), { code: 'missing_field', message: 'a limit says with `limits` what it takes away' }),
    );
  if (action !== 'limit' && limits.length > 0)
    report(error(at('limits'), { code: 'misplaced', message: '`limits` needs `do: limit`' }));
}

function checkTimes({ since, to }: Measure, at: At, report: Report): void {
  for (const [field, time] of [
    ['since', since],
    ['to', to],
  ] as const) {
    const until = time === undefined ? null : parseUntil(time);
    if (time !== undefined && until?.kind !== 'time')
      report(
        error(at(field), {
          code: 'bad_time',
          message: 'must be a date and time with a zone (RFC 3339), such as 2026-11-24T10:00:00Z',
        }),
      );
  }
  if (since !== undefined && to !== undefined && Date.parse(to) <= Date.parse(since))
    report(
      warning(at('to'), { code: 'unreachable', message: 'is never in force: `to` is not after `since`' }),
    );
}

function checkEffects({ effects }: Measure, at: At, report: Report): void {
  for (const name of effects.flatMap((effect) => Object.keys(effect))) {
    if (Object.hasOwn(EFFECTS, name)) continue;
    const near = closest(name, Object.keys(EFFECTS));
    report(
      error(at('effects'), {
        code: 'unknown_name',
        message: `there is no effect “${name}”`,
        hint: near === undefined ? `known are ${Object.keys(EFFECTS).join(', ')}` : `did you mean “${near}”?`,
      }),
    );
  }
}

/** What is defined and used nowhere is usually a name misspelt elsewhere. */
function checkUse({ harms, measures, lists }: Practice, places: Places, report: Report): void {
  const used = new Set(measures.map(({ harm }) => harm));
  for (const { id } of harms)
    if (!used.has(id))
      report(
        warning(places.named('harms', id), { code: 'unused', message: `no measure is against “${id}”` }),
      );
  const expressions = measures.map(({ when, unless }) => `${when} ${unless ?? ''}`).join(' ');
  for (const name of Object.keys(lists))
    if (!new RegExp(`list\\(\\s*['"]${name}['"]\\s*\\)`).test(expressions))
      report(
        warning(places.named('lists', name), { code: 'unused', message: `the list “${name}” is not used` }),
      );
}
