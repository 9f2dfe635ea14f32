import { type Bank, type Bound, type Phrase, say } from './grammar.ts';
import type { Band, Kind } from './kind.ts';
import type { Random } from './random.ts';
import { type Style, styleOf } from './style.ts';

/** A person as events name them. */
export interface Account {
  readonly id: string;
  readonly age?: { readonly band: Band; readonly assurance: 'declared' | 'estimated' | 'verified' };
  readonly created_at: string;
}

export interface Cast {
  readonly a: Account;
  readonly b: Account;
  readonly styles: Readonly<Record<'a' | 'b', Style>>;
  readonly connected: boolean | 'asked';
  readonly mutual: number;
  readonly bound: Bound;
}

const DAY = 86_400_000;
const ASSURANCES = { declared: 6, estimated: 3, verified: 1 } as const;

/** Who takes part, what is known of them, and what holds for the whole conversation. */
export function castOf(kind: Kind, id: string, start: number, bank: Bank, random: Random): Cast {
  const pair = kind.alt !== undefined && random.chance(0.5) ? kind.alt : kind.people;
  const [bandA, bandB] = [random.pick(pair.a), random.pick(pair.b)];
  const unknown = random.chance(kind.unknown?.a ?? 0);
  const word = (name: string): string => say({ is: 'rule', name } satisfies Phrase, bank, {}, random);
  const age = yearsOf(bandB, random);
  const claims = String(13 + random.below(4));
  return {
    a: {
      id: `${id}-a`,
      // Where somebody poses as a child, nothing is known of them, or what they declared.
      ...(unknown ? {} : { age: { band: bandA, assurance: random.weighted(ASSURANCES) } }),
      created_at: made(start, kind.new_account === true || random.chance(0.15) ? 6 : 1500, random),
    },
    b: {
      id: `${id}-b`,
      age: { band: bandB, assurance: random.weighted(ASSURANCES) },
      created_at: made(start, 900, random),
    },
    styles: { a: styleOf(random), b: styleOf(random) },
    connected: random.pick(kind.connected),
    mutual: kind.mutual[0] + random.below(kind.mutual[1] - kind.mutual[0] + 1),
    bound: {
      age: String(age),
      aage: String(yearsOf(bandA, random)),
      ageplus: String(age + 1),
      // In the schools of England and Wales.
      year: String(Math.min(13, Math.max(3, age - 5))),
      claims,
      town: word('town'),
      place: random.pick([
        'the park',
        'the bus station',
        word('shop'),
        'the pier',
        'the old mill',
        '12 Mill Lane',
      ]),
      handle: word('handle'),
      person: random.pick(['Mrs Quill', 'Mr Oakes', 'Miss Larkin', 'your tutor', 'your mum']),
    },
  };
}

function yearsOf(band: Band, random: Random): number {
  switch (band) {
    case 'under_13':
      return 10 + random.below(3);
    case '13_15':
      return 13 + random.below(3);
    case '16_17':
      return 16 + random.below(2);
    case 'adult':
      return 19 + random.below(40);
  }
}

function made(start: number, days: number, random: Random): string {
  return new Date(start - Math.floor(random.next() * days * DAY) - DAY / 24).toISOString();
}
