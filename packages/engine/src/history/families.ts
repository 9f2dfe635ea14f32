/**
 * The families of asking and saying that published, non-explicit research names in approaches to children. No order is
 * assumed among them: they overlap and skip.
 */
export const FAMILY_CODES = [
  'rapport',
  'age',
  'whereabouts',
  'who_sees',
  'secrecy',
  'isolation',
  'other_app',
  'picture',
  'gift',
  'pressure',
  'meeting',
  'claims_age',
] as const;
export type FamilyCode = (typeof FAMILY_CODES)[number];

export interface ContactFamily {
  readonly title: string;
  readonly signals: readonly string[];
  /** Where one of these is seen too, the text shows something else. */
  readonly except?: readonly string[];
}

/** Each family: in plain words, and the text signals that show it. */
export const CONTACT_FAMILIES: Readonly<Record<FamilyCode, ContactFamily>> = {
  rapport: { title: 'flattered', signals: ['flatters_maturity', 'praises_reader'] },
  age: { title: 'asked how old they are', signals: ['asks_age', 'asks_birthday_or_year'] },
  whereabouts: {
    title: 'asked where they live or go to school',
    signals: ['asks_school', 'asks_location', 'asks_routine'],
  },
  who_sees: {
    title: 'asked whether they are alone or who looks at their phone',
    signals: ['asks_alone', 'asks_device'],
  },
  secrecy: { title: 'asked for secrecy', signals: ['asks_secrecy', 'asks_silence'] },
  isolation: { title: 'spoke against those close to them', signals: ['isolates', 'claims_trust'] },
  other_app: {
    title: 'asked to go on in another app',
    signals: ['moves_platform', 'asks_contact', 'suggests_app'],
  },
  picture: {
    title: 'asked for a picture',
    signals: ['asks_photo', 'asks_to_see'],
    except: ['photo_of_thing'],
  },
  gift: { title: 'offered a gift or money', signals: ['offers_gift', 'offers_easy_money', 'offers_present'] },
  pressure: {
    title: 'put them under pressure',
    signals: ['threatens_exposure', 'threatens_presence', 'threatens_to_publish', 'demands_return'],
  },
  meeting: { title: 'asked to meet', signals: ['asks_meet', 'offers_lift'] },
  claims_age: { title: 'said to be a child', signals: ['states_child_age'] },
};

/** The families that a text shows. @param seen names of the text signals found in it */
export function familiesOf(seen: ReadonlySet<string>): readonly FamilyCode[] {
  return FAMILY_CODES.filter((code) => {
    const { signals, except = [] } = CONTACT_FAMILIES[code];
    return signals.some((name) => seen.has(name)) && !except.some((name) => seen.has(name));
  });
}
