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

/** Each family: in plain words, and the text signals that show it. */
export const CONTACT_FAMILIES: Readonly<
  Record<FamilyCode, { readonly title: string; readonly signals: readonly string[] }>
> = {
  rapport: { title: 'flattered', signals: ['flatters_maturity'] },
  age: { title: 'asked how old they are', signals: ['asks_age'] },
  whereabouts: { title: 'asked where they live or go to school', signals: ['asks_school', 'asks_location'] },
  who_sees: { title: 'asked whether they are alone or who looks at their phone', signals: ['asks_alone'] },
  secrecy: { title: 'asked for secrecy', signals: ['asks_secrecy'] },
  isolation: { title: 'spoke against those close to them', signals: ['isolates'] },
  other_app: { title: 'asked to go on in another app', signals: ['moves_platform', 'asks_contact'] },
  picture: { title: 'asked for a picture', signals: ['asks_photo'] },
  gift: { title: 'offered a gift or money', signals: ['offers_gift', 'offers_easy_money'] },
  pressure: {
    title: 'put them under pressure',
    signals: ['threatens_exposure', 'threatens_presence', 'threatens_to_publish'],
  },
  meeting: { title: 'asked to meet', signals: ['asks_meet'] },
  claims_age: { title: 'said to be a child', signals: ['states_child_age'] },
};
