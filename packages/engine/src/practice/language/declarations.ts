import { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS } from '../../event/vocabulary.ts';
import { FAMILY_CODES } from '../../history/families.ts';
import { HISTORY_VARIABLES, type HistoryVariableName } from '../../history/variables.ts';

/**
 * Every name an expression may use, as data: the type checker, “did you mean”, and the reference in the
 * documentation are all made from it.
 */

export interface FieldDeclaration {
  readonly type: string;
  readonly doc: string;
  /** The closed list of values, where there is one: comparisons with anything else are refused. */
  readonly values?: readonly string[];
  /** Declared, but nothing fills it in yet: its value is always unknown. */
  readonly planned?: true;
}

export interface TypeDeclaration {
  readonly doc: string;
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
}

function historyFields(): Readonly<Record<HistoryVariableName, FieldDeclaration>> {
  return Object.fromEntries(
    Object.entries(HISTORY_VARIABLES).map(([name, { type, doc }]) => [name, { type, doc }]),
  ) as Record<HistoryVariableName, FieldDeclaration>;
}

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';

export const TYPES = {
  Person: {
    doc: 'An account: the one who acts, or the one at whom the act is aimed.',
    fields: {
      id: { type: 'string', doc: 'The service’s own id.' },
      child: {
        type: 'bool',
        doc: 'Under 18. Where the age is not known, `settings.unknown_age` decides: true unless the practice says otherwise.',
      },
      adult: {
        type: 'bool',
        doc: '18 or over. Where the age is not known, `settings.unknown_age` decides: false unless the practice says otherwise.',
      },
      age: { type: 'Age', doc: 'What is known of the age.' },
      created_at: { type: TIMESTAMP, doc: 'When the account was made.' },
      account_age: { type: DURATION, doc: 'How old the account was at the event.' },
    },
  },
  Age: {
    doc: 'What is known of a person’s age.',
    fields: {
      known: { type: 'bool', doc: 'Whether the service gave a band.' },
      band: {
        type: 'AgeBand',
        doc: 'The band. Unknown where not given; `== "unknown"` asks for just that.',
        values: AGE_BANDS,
      },
      assurance: {
        type: 'Assurance',
        doc: 'How far the band can be relied on, weakest first; `none` where not given.',
        values: ASSURANCES,
      },
    },
  },
  Relationship: {
    doc: 'How actor and target stood to each other before the event.',
    fields: {
      connected: {
        type: 'bool',
        doc: 'Both agreed to be connected. Where not known, `settings.unknown_connection` decides: false unless the practice says otherwise.',
      },
      mutual_connections: { type: 'int', doc: 'Connections they have in common.' },
      blocked: { type: 'bool', doc: 'The target has blocked the actor.' },
    },
  },
  Audience: {
    doc: 'Who gets to see it.',
    fields: {
      kind: {
        type: 'AudienceKind',
        doc: 'Follows from the kind of event where it was not given: a message is direct, a group message goes to a group.',
        values: AUDIENCES,
      },
      id: { type: 'string', doc: 'The group’s id.' },
      size: { type: 'int', doc: 'How many people.' },
      children: { type: 'int', doc: 'How many of them are children.' },
    },
  },
  Content: {
    doc: 'What was written or shown, as it was sent.',
    fields: {
      text: { type: 'string', doc: 'The original text. Use `text` to see through disguise.' },
      language: { type: 'string', doc: 'BCP 47 tag.' },
      images: { type: 'list<Image>', doc: 'The images.' },
      links: { type: 'list<string>', doc: 'Links the service declared, besides those written in the text.' },
      unseen: {
        type: 'list<string>',
        doc: 'Why parts of it are unknown: `voice`, `live_video`, `damaged_image`, `unsupported_image` and so on; empty where all images were looked at and there is nothing else.',
      },
    },
  },
  Image: {
    doc: 'One image.',
    fields: {
      id: { type: 'string', doc: 'The service’s own id; empty where it gave none.' },
      url: { type: 'string', doc: 'Where it is; empty where bytes were sent.' },
    },
  },
  Images: {
    doc: 'What was seen in the images of the event, all taken together. Without images there is nothing in them; what was not looked for is unknown.',
    fields: {
      matches: {
        type: 'list<ImageMatch>',
        doc: 'What they are known as, the nearest of each image first. Unknown where nothing was found and an image could not be looked at.',
      },
      quality: {
        type: 'int',
        doc: 'The least of them, 0 to 100: how much there is to see. Below 50 an image is matched by the digest of its file alone. Unknown without an image that was looked at.',
      },
      location: {
        type: 'bool',
        doc: 'One of the files says where it was taken: offer to strip it.',
      },
      nudity: {
        type: 'double',
        doc: 'The highest of those that were looked at, 0 to 1. Unknown without a classifier.',
      },
      suggestive: {
        type: 'double',
        doc: 'The highest of those that were looked at, 0 to 1. Unknown without a classifier.',
      },
      text: {
        type: 'string',
        doc: 'What is written in those that were looked at. Unknown without a reader of writing.',
      },
    },
  },
  ImageMatch: {
    doc: 'Something known that an image is, or is near.',
    fields: {
      bank: { type: 'string', doc: 'Name of the bank.' },
      distance: { type: 'int', doc: 'In how many bits of 256 it differs; 0 where it is the same.' },
      entry: { type: 'int', doc: 'The entry of the bank, by its number.' },
      harm: { type: 'string', doc: 'What the bank says its entries stand for; may be empty.' },
      hint: { type: 'string', doc: 'What the bank’s owner suggests to do; may be empty.' },
    },
  },
  Link: {
    doc: 'A link, from the text or declared.',
    fields: {
      url: { type: 'string', doc: 'As written.' },
      host: { type: 'string', doc: 'Lower case.' },
      domain: { type: 'string', doc: 'The registrable domain, by the Public Suffix List.' },
      shortener: { type: 'bool', doc: 'A known link shortener: where it leads is hidden.' },
      invite: { type: 'bool', doc: 'An invitation to another platform.' },
      platform: { type: 'string', doc: 'The other platform’s name; empty where it is none.' },
    },
  },
  Text: {
    doc: 'The normalised text: case, look-alike letters, invisible characters, leetspeak, stretched and spaced letters undone.',
    fields: {},
  },
  Event: {
    doc: 'The event itself.',
    fields: {
      kind: { type: 'Kind', doc: 'What happened.', values: KINDS },
      at: { type: TIMESTAMP, doc: 'When.' },
      conversation: { type: 'string', doc: 'The conversation it belongs to.' },
    },
  },
  LocalTime: {
    doc: 'The time of the event in the service’s zone (`settings.zone`).',
    fields: {
      hour: { type: 'int', doc: '0 to 23.' },
      minute: { type: 'int', doc: '0 to 59.' },
      weekday: { type: 'int', doc: '1 is Monday, 7 is Sunday (ISO 8601).' },
    },
  },
  Guardian: { doc: 'The guardians of the child in the event.', fields: {} },
  History: {
    doc: 'What happened before: between actor and target, by the actor towards others, and in the conversation or group. Counts are of what came before this event. Unknown where no history is kept, and where an event has no target, conversation or group to speak of.',
    fields: historyFields(),
  },
  Contact: {
    doc: 'How a contact with a child looks, from behaviour and non-explicit wording: see `docs/contact.md`.',
    fields: {
      risk: {
        type: 'double',
        doc: 'The risk of this contact to its target, 0 to 1; 0 where the target is no child or the actor of the same age. Without text, from behaviour alone.',
      },
      families: {
        type: 'int',
        doc: 'How many families of asking the actor has shown towards the target, now and in 30 days.',
      },
      reads_text: { type: 'bool', doc: 'This event came with a text that could be read.' },
      leads_away: {
        type: 'bool',
        doc: 'This event asks for another app, for a picture, or to meet. False where there is no text.',
      },
    },
  },
  Service: {
    doc: 'The service itself; only in `scope`.',
    fields: {
      features: { type: 'list<string>', doc: 'What the service offers, e.g. `direct_messages`, `groups`.' },
    },
  },
  WordList: { doc: 'A named list of the practice (`lists:`).', fields: {} },
} as const satisfies Record<string, TypeDeclaration>;

export interface VariableDeclaration {
  readonly type: string;
  readonly doc: string;
}

export const VARIABLES = {
  actor: { type: 'Person', doc: 'Who acts.' },
  target: { type: 'Person', doc: 'At whom it is aimed. All of it is unknown where the event has no target.' },
  relationship: { type: 'Relationship', doc: 'Between actor and target.' },
  audience: { type: 'Audience', doc: 'Who gets to see it.' },
  content: { type: 'Content', doc: 'What was written or shown.' },
  text: { type: 'Text', doc: 'The text with disguise undone.' },
  image: { type: 'Images', doc: 'What was seen in the images.' },
  links: { type: 'list<Link>', doc: 'Every link in the text, and those declared.' },
  event: { type: 'Event', doc: 'The event itself.' },
  at: { type: TIMESTAMP, doc: 'When it happened; the same as `event.at`.' },
  time: { type: 'LocalTime', doc: 'The local time of the event.' },
  context: { type: 'map', doc: 'What the service added, as it sent it.' },
  guardian: { type: 'Guardian', doc: 'The guardians of the child in the event.' },
  history: { type: 'History', doc: 'What happened before.' },
  contact: { type: 'Contact', doc: 'How a contact with a child looks.' },
} as const satisfies Record<string, VariableDeclaration>;

/** Besides these, an expression may use CEL’s own operators, macros and functions. */
export interface FunctionDeclaration {
  readonly signature: string;
  readonly doc: string;
  readonly example: string;
  readonly planned?: true;
}

export const FUNCTIONS: readonly FunctionDeclaration[] = [
  {
    signature: 'Text.contains(string): bool',
    doc: 'The text holds this word or phrase, as whole words, through disguise. The words must be written out, so that all measures can share one pass over the text.',
    example: "text.contains('our secret')",
  },
  {
    signature: 'Text.contains(WordList): bool',
    doc: 'The text holds a word or phrase of the list.',
    example: "text.contains(list('shops'))",
  },
  {
    signature: 'Text.matches(string): bool',
    doc: 'A regular expression (RE2 syntax, linear time) matches somewhere in the normalised text, which is lower case. It must be written out.',
    example: "text.matches('add me on [a-z]+')",
  },
  {
    signature: 'Text.has(string): bool',
    doc: 'A text signal occurs; the signals are listed below.',
    example: "text.has('asks_age')",
  },
  {
    signature: 'Text.score(string): double',
    doc: 'How strongly the text model sees an attribute, 0 to 1. Unknown in languages that it does not read.',
    example: "text.score('toxicity') > 0.9",
  },
  {
    signature: 'Images.known(string): bool',
    doc: 'An image is, or is near, an entry of this bank of images. Unknown where none is and one could not be looked at.',
    example: "image.known('KNOWN_IMAGES')",
  },
  {
    signature: 'string.matches(string): bool',
    doc: 'A regular expression (RE2 syntax, linear time) matches somewhere in the string as it was sent.',
    example: "content.text.matches('^[A-Z ]+$')",
  },
  {
    signature: 'list(string): WordList',
    doc: 'A list that the practice names under `lists:`.',
    example: "list('shops')",
  },
  {
    signature: 'WordList.contains(string): bool',
    doc: 'The value is on the list, whatever its case.',
    example: "list('partners').contains(actor.id)",
  },
  {
    signature: `since(${TIMESTAMP}): ${DURATION}`,
    doc: 'How long before the event that was.',
    example: "since(actor.created_at) < duration('24h')",
  },
  {
    signature: 'LocalTime.between(string, string): bool',
    doc: 'The local time is at or after the first and before the second (`HH:MM`); past midnight where the first is later.',
    example: "time.between('22:00', '06:00')",
  },
  {
    signature: 'Guardian.approved(Person): bool',
    doc: 'A guardian has approved this person for the child. Unknown until families are linked.',
    example: 'guardian.approved(actor)',
    planned: true,
  },
  {
    signature: 'Contact.asked(string): bool',
    doc: `The actor has shown this family of asking towards the target, now or in 30 days: ${FAMILY_CODES.join(', ')}.`,
    example: "contact.asked('secrecy')",
  },
];
