import type { Alarm } from './alarm.ts';
import { canonicalExpression } from './hash.ts';
import type { Measure, Practice, Words } from './practice.ts';

/** What changed from one practice to another, one sentence a change, in a fixed order; none where only form differs. */
export function diffPractices(before: Practice, after: Practice): readonly string[] {
  return [
    ...changed('the name', before.name, after.name),
    ...changed('the version', before.version, after.version),
    ...changed('the title', before.title, after.title),
    ...changed('the scope', expression(before.scope), expression(after.scope)),
    ...settingChanges(before, after),
    ...keepChanges(before, after),
    ...entryChanges('harm', byId(before.harms), byId(after.harms), (one, two) => [
      ...changed('its title', one.title, two.title),
      ...changed('its tier', one.tier, two.tier),
      ...setChanges('refs', one.refs, two.refs),
    ]),
    ...entryChanges('list', entries(before.lists), entries(after.lists), (one, two) =>
      setChanges('entries', one, two),
    ),
    ...entryChanges('measure', byId(before.measures), byId(after.measures), measureChanges),
    ...entryChanges('alarm', byId(before.alarms), byId(after.alarms), alarmChanges),
    ...testChanges(before, after),
  ];
}

function measureChanges(before: Measure, after: Measure): readonly string[] {
  return [
    ...changed('its title', before.title, after.title),
    ...changed('the harm', before.harm, after.harm),
    ...changed('what it does', before.do, after.do),
    ...changed('who or what ends the hold', before.until, after.until),
    ...setChanges('limits', before.limits, after.limits),
    ...kindChanges(before, after),
    ...changed('`when`', expression(before.when), expression(after.when)),
    ...changed('`unless`', expression(before.unless), expression(after.unless)),
    ...wordChanges('the word to the sender', before.tell.actor, after.tell.actor),
    ...wordChanges('the word to the recipient', before.tell.target, after.tell.target),
    ...setChanges('effects', before.effects.map(said), after.effects.map(said)),
    ...changed('the mode', before.mode, after.mode),
    ...changed('the rollout', `${before.rollout}%`, `${after.rollout}%`),
    ...changed('its start', before.since, after.since),
    ...changed('its end', before.to, after.to),
    ...setChanges('refs', before.refs, after.refs),
  ];
}

/** One change for the text without a language, and one for each language. */
function wordChanges(what: string, before: Words | undefined, after: Words | undefined): readonly string[] {
  const [one, two] = [byLanguage(before), byLanguage(after)];
  const tags = [...new Set([...one.keys(), ...two.keys()])].sort();
  return tags.flatMap((tag) => changed(tag === '' ? what : `${what} in ${tag}`, one.get(tag), two.get(tag)));
}

function byLanguage(words: Words | undefined): ReadonlyMap<string, string> {
  if (words === undefined) return new Map();
  if (typeof words === 'string') return new Map([['', words]]);
  return new Map(Object.entries(words).map(([tag, text]) => [tag.toLowerCase(), text]));
}

function alarmChanges(before: Alarm, after: Alarm): readonly string[] {
  return [
    ...changed('its title', before.title, after.title),
    ...changed('the measure', before.measure, after.measure),
    ...changed('how far over the usual', before.over_usual, after.over_usual),
    ...changed('the degraded share', before.degraded_over, after.degraded_over),
    ...changed('how long a hold may wait', before.held_longer_than, after.held_longer_than),
    ...changed('how many say something', before.at_least, after.at_least),
    ...changed('the window', before.window, after.window),
  ];
}

function kindChanges({ kinds: before }: Measure, { kinds: after }: Measure): readonly string[] {
  if (before.length > 0 && after.length > 0) return setChanges('kinds', before, after);
  return changed('the kinds', saidKinds(before), saidKinds(after));
}

function saidKinds(kinds: readonly string[]): string {
  return kinds.length === 0 ? 'every kind' : kinds.join(', ');
}

function settingChanges({ settings: before }: Practice, { settings: after }: Practice): readonly string[] {
  const failures = [...new Set([...Object.keys(before.on_failure), ...Object.keys(after.on_failure)])].sort();
  return [
    ...changed('what an unknown age counts as', before.unknown_age, after.unknown_age),
    ...changed('what an unknown connection counts as', before.unknown_connection, after.unknown_connection),
    ...changed('the zone', before.zone, after.zone),
    ...changed('the language', before.language.toLowerCase(), after.language.toLowerCase()),
    ...failures.flatMap((kind) =>
      changed(
        `what ${kind} fails to`,
        before.on_failure[kind as keyof typeof before.on_failure] ?? 'open',
        after.on_failure[kind as keyof typeof after.on_failure] ?? 'open',
      ),
    ),
  ];
}

function keepChanges({ keep: before }: Practice, { keep: after }: Practice): readonly string[] {
  const actions = [...new Set([...Object.keys(before.byAction), ...Object.keys(after.byAction)])].sort();
  return [
    ...actions.flatMap((action) =>
      changed(
        `what is kept of ${action}`,
        before.byAction[action as keyof typeof before.byAction] ?? before.otherwise,
        after.byAction[action as keyof typeof after.byAction] ?? after.otherwise,
      ),
    ),
    ...changed('what is kept otherwise', before.otherwise, after.otherwise),
    ...changed('the days it is kept', before.days, after.days),
  ];
}

function testChanges({ tests: before }: Practice, { tests: after }: Practice): readonly string[] {
  const tests = (all: Practice['tests']) => new Map(all.map((test) => [test.name, JSON.stringify(test)]));
  const [one, two] = [tests(before), tests(after)];
  const added = [...two.keys()].filter((name) => !one.has(name)).length;
  const removed = [...one.keys()].filter((name) => !two.has(name)).length;
  const altered = [...two].filter(([name, text]) => one.has(name) && one.get(name) !== text).length;
  if (added + removed + altered === 0) return [];
  return [`tests: ${added} added, ${removed} removed, ${altered} changed`];
}

function entryChanges<T>(
  what: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  compare: (one: T, two: T) => readonly string[],
): readonly string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [one, two] = [before.get(name), after.get(name)];
    if (one === undefined) return [`${what} ${name} is new${describe(two)}`];
    if (two === undefined) return [`${what} ${name} is gone${describe(one)}`];
    return compare(one, two).map((change) => `${what} ${name}: ${change}`);
  });
}

function describe(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && 'title' in entry ? `: ${String(entry.title)}` : '';
}

function changed(what: string, before: unknown, after: unknown): readonly string[] {
  if (before === after) return [];
  if (before === undefined) return [`${what} is new: ${String(after)}`];
  if (after === undefined) return [`${what} is gone: ${String(before)}`];
  return [`${what} was ${String(before)}, is ${String(after)}`];
}

function setChanges(what: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const added = after.filter((item) => !before.includes(item));
  const removed = before.filter((item) => !after.includes(item));
  return [
    ...(added.length > 0 ? [`${what} added: ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`${what} removed: ${removed.join(', ')}`] : []),
  ];
}

function expression(source: string | undefined): string | undefined {
  return source === undefined ? undefined : canonicalExpression(source);
}

function said(effect: Readonly<Record<string, string>>): string {
  return Object.entries(effect)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function entries<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record));
}
