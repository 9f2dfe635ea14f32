import { readFileSync } from 'node:fs';
import { AGE_BANDS, ASSURANCES } from '@safeward/engine';
import type { SimulatedEvent } from '@safeward/simulator';
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { parse } from 'yaml';

const closed = { additionalProperties: false } as const;

const Person = Type.Object(
  {
    band: Type.Optional(Type.Enum([...AGE_BANDS])),
    assurance: Type.Optional(Type.Enum([...ASSURANCES])),
    created_days: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);

const said = [Type.Number({ minimum: 0 }), Type.String(), Type.Union([Type.String(), Type.Null()])] as const;

const WrittenSchema = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    people: Type.Record(Type.String(), Person),
    /** Left out where the service says nothing. */
    relationship: Type.Optional(
      Type.Object(
        { connected: Type.Boolean(), mutual_connections: Type.Optional(Type.Integer({ minimum: 0 })) },
        closed,
      ),
    ),
    group: Type.Optional(
      Type.Object(
        {
          size: Type.Integer({ minimum: 2 }),
          children: Type.Integer({ minimum: 0 }),
          members: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
    /** The line, counted from 0, that must not arrive untouched; only approaches have one. */
    ask: Type.Optional(Type.Integer({ minimum: 0 })),
    /** Minutes since the line before, who writes, what (null: it cannot be read), to whom where there are more than two. */
    lines: Type.Array(Type.Union([Type.Tuple([...said]), Type.Tuple([...said, Type.String()])]), {
      minItems: 1,
    }),
  },
  closed,
);
type Written = Static<typeof WrittenSchema>;
type Said = readonly [number, string, string | null, string?];

/** A conversation written by hand, as the events that a service would send. */
export interface HandWritten {
  readonly name: string;
  readonly risky: boolean;
  /** The event with the first request; null for a harmless conversation. */
  readonly ask: string | null;
  readonly events: readonly SimulatedEvent[];
}

const MINUTE = 60_000;
/** An hour at which children may be awake. */
const BEGINNING = Date.UTC(2026, 2, 4, 16);

/** Reads `blind/`: nothing is tuned on it. @throws where a file is malformed */
export function readHandWritten(): readonly HandWritten[] {
  return ['harmless', 'risky'].flatMap((file) => {
    const list: unknown = parse(readFileSync(new URL(`blind/${file}.yaml`, import.meta.url), 'utf8'));
    if (!Array.isArray(list)) throw new TypeError(`${file} is a list of conversations`);
    return list.map((given: unknown) => {
      if (!Value.Check(WrittenSchema, given)) {
        const [problem] = Value.Errors(WrittenSchema, given);
        throw new TypeError(`${file}: ${problem?.instancePath} ${problem?.message}`);
      }
      return handWritten(given, file === 'risky');
    });
  });
}

function handWritten(written: Written, risky: boolean): HandWritten {
  const id = written.name.replaceAll(/[^a-z0-9]+/giu, '-');
  let now = BEGINNING;
  const events = written.lines.map(([minutes, by, text, to]: Said, n): SimulatedEvent => {
    now += minutes * MINUTE;
    const { group } = written;
    return {
      id: `${id}#${n}`,
      kind: group === undefined ? 'message' : 'group_message',
      at: new Date(now).toISOString(),
      actor: accountOf(written, id, by),
      ...(group === undefined
        ? { target: accountOf(written, id, to ?? otherThan(written, by)) }
        : {
            audience: {
              kind: 'group',
              id: `${id}-group`,
              size: group.size,
              children: group.children,
              members: group.members.map((member) => accountOf(written, id, member)),
            },
          }),
      conversation: id,
      ...(written.relationship === undefined ? {} : { relationship: written.relationship }),
      ...(text === null ? {} : { content: { text } }),
    } as SimulatedEvent;
  });
  return {
    name: written.name,
    risky,
    ask: written.ask === undefined ? null : `${id}#${written.ask}`,
    events,
  };
}

function accountOf({ people }: Written, conversation: string, name: string) {
  const { band, assurance, created_days } = people[name] ?? {};
  return {
    id: `${conversation}-${name}`,
    ...(band === undefined ? {} : { age: { band, ...(assurance === undefined ? {} : { assurance }) } }),
    ...(created_days === undefined
      ? {}
      : { created_at: new Date(BEGINNING - created_days * 24 * 60 * MINUTE).toISOString() }),
  };
}

function otherThan({ people, name }: Written, by: string): string {
  const other = Object.keys(people).find((known) => known !== by);
  if (other === undefined) throw new TypeError(`${name}: nobody is written to`);
  return other;
}
