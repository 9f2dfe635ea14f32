/** A practice of one measure, with what is given in place of the good fields. */
function practice(fields: Readonly<Record<string, string>>, around = ''): string {
  const measure = Object.entries({
    id: 'm.one',
    title: 'A measure',
    when: 'target.child',
    do: 'block',
    ...fields,
  });
  const lines = measure.map(([name, value], at) => `${at === 0 ? '  - ' : '    '}${name}: ${value}`);
  const test = `  - { name: acts, given: { target: { age: { band: "13_15" } } }, expect: { includes: [m.one] } }`;
  return `practice: example\nversion: 0.1.0\n${around}measures:\n${lines.join('\n')}\ntests:\n${test}\n`;
}

function withoutTests(text: string): string {
  return text.slice(0, text.indexOf('tests:'));
}

const TWICE = `${withoutTests(practice({}))}  - { id: m.two, title: Another, when: target.child, do: nudge }\n`;

/** One practice for each way in which `check` finds fault; what the reference shows is what `check` says of it. */
export const BROKEN: readonly (readonly [code: string, what: string, text: string])[] = [
  ['bad_yaml', 'the file is no YAML', 'practice: [example\n'],
  ['no_practice', 'no file says `practice:`', 'version: 0.1.0\nmeasures: []\n'],
  ['unknown_field', 'a field is misspelt', practice({ wehn: 'true' })],
  ['missing_field', 'a measure has no `do`', practice({}).replace(/^ {4}do: block\n/m, '')],
  ['unknown_value', '`do` says what nobody can do', practice({ do: 'blok' })],
  ['wrong_type', 'a field holds the wrong kind of value', practice({ title: '7' })],
  ['too_long', 'a title is too long', practice({ title: 'a'.repeat(201) })],
  ['bad_form', 'an id is written as none is', practice({ id: 'Contact One' })],
  ['syntax_error', 'an expression is cut off', practice({ when: 'target.child &&' })],
  ['unknown_name', 'a name in an expression is misspelt', practice({ when: 'target.chlid' })],
  ['type_error', 'text is compared with a number', practice({ when: 'event.conversation == 3' })],
  [
    'missing_language',
    'words are there in a language that other words lack',
    practice({ tell: '{ actor: { en: Hello, cy: Helo }, target: Hello }' }),
  ],
  ['bad_pattern', 'a regular expression is no RE2', practice({ when: `"text.matches('(?=a)')"` })],
  ['not_literal', 'the words to look for are not written out', practice({ when: 'text.contains(actor.id)' })],
  ['empty', 'the words are only spaces', practice({ when: `text.contains(' ')` })],
  ['bad_time', 'a time of day is no time', practice({ when: `time.between('22', '06:00')` })],
  [
    'too_deep',
    'loops are nested too deep',
    practice({ when: 'links.exists(a, links.exists(b, links.exists(c, a.url == b.url + c.url)))' }),
  ],
  ['not_allowed', 'a time is told in another zone', practice({ when: `at.getHours('Europe/Paris') == 3` })],
  ['unknown_zone', 'the zone does not exist', practice({}, 'settings: { zone: Europe/Lundon }\n')],
  ['misplaced', '`until` stands beside another action', practice({ until: 'recipient' })],
  [
    'duplicate',
    'two measures have the same id',
    `${withoutTests(practice({}))}  - { id: m.one, title: A, when: target.adult, do: nudge }\n`,
  ],
  ['contradictory', 'two measures act differently on the same condition', TWICE],
  ['unreachable', 'a measure can never match', practice({ when: 'target.child && target.adult' })],
  ['untested', 'no test shows a measure acting', withoutTests(practice({}))],
  ['unused', 'nothing is against a harm', practice({}, 'harms: { spam: { title: Spam } }\n')],
  [
    'hangs_on_unknown',
    'a measure hangs on what is not known',
    practice({ when: 'target.child && actor.adult' }),
  ],
];
