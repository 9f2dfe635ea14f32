import { findAddresses } from '../contact/addresses.ts';
import { findOtherPeoplesDetails } from '../contact/other-people.ts';
import { CONTACT_SIGNALS } from '../contact/signals.ts';
import { PLATFORMS } from '../link/platforms.ts';
import { LINK_SIGNALS } from '../link/signals.ts';
import approach from './lexicon/approach.json' with { type: 'json' };
import bullying from './lexicon/bullying.json' with { type: 'json' };
import challenge from './lexicon/challenge.json' with { type: 'json' };
import grooming from './lexicon/grooming.json' with { type: 'json' };
import privacy from './lexicon/privacy.json' with { type: 'json' };
import scam from './lexicon/scam.json' with { type: 'json' };
import selfHarm from './lexicon/self-harm.json' with { type: 'json' };
import spam from './lexicon/spam.json' with { type: 'json' };
import threat from './lexicon/threat.json' with { type: 'json' };
import trade from './lexicon/trade.json' with { type: 'json' };
import type { Macros } from './lexicon.ts';
import { FAMILIES, type Family, type TextSignal } from './signal.ts';
import { findTerse } from './terse.ts';
import { TERSE_SIGNALS } from './terse-signals.ts';

/** A lexicon file: what a family's signals look for, as data. Grammar of the lines: `lexicon.ts`. */
interface Lexicon {
  readonly macros: Macros;
  readonly signals: readonly Pick<
    TextSignal,
    'name' | 'title' | 'description' | 'phrases' | 'patterns' | 'except'
  >[];
}

const LEXICONS: Readonly<Record<Exclude<Family, 'contact' | 'link'>, Lexicon>> = {
  grooming,
  approach,
  bullying,
  threat,
  self_harm: selfHarm,
  privacy,
  scam,
  spam,
  challenge,
  trade,
};

/** What every lexicon may name besides its own lists: the names of other platforms, and their ambiguous short ones. */
const SHARED: Macros = {
  platform: PLATFORMS.flatMap(({ words }) => words).join('|'),
  platform_short: PLATFORMS.flatMap(({ short }) => short).join('|'),
};

/** Signals of a lexicon that words alone cannot find. */
const DETECTORS: Readonly<Record<string, TextSignal['detect']>> = {
  shares_address: findAddresses,
  shares_other_details: findOtherPeoplesDetails,
};

/** Every text signal, in the order in which the reference lists them: by family, as its file has them. */
export const TEXT_SIGNALS: readonly TextSignal[] = FAMILIES.flatMap(signalsOf);

function signalsOf(family: Family): readonly TextSignal[] {
  if (family === 'contact') return CONTACT_SIGNALS.map((signal) => ({ ...signal, macros: SHARED }));
  if (family === 'link') return LINK_SIGNALS;
  const { macros, signals } = LEXICONS[family];
  return signals.map((signal) => {
    const terse = TERSE_SIGNALS[signal.name];
    const detect = DETECTORS[signal.name] ?? (terse === undefined ? undefined : findTerse(terse));
    const worded = { ...signal, family, macros: { ...SHARED, ...macros } };
    if (detect !== undefined) return { ...worded, detect, cost: 'computed' };
    return { ...worded, cost: signal.patterns.length > 0 ? 'pattern' : 'words' };
  });
}
