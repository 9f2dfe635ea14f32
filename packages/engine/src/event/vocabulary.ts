/** The closed vocabularies of an event. Practices, schemas and documentation are all derived from these lists. */

export const KINDS = [
  'message',
  'group_message',
  'post',
  'image',
  'profile',
  'edit',
  'contact_request',
  'group_invite',
  'signup',
  'search',
  'suggestion',
  'setting_change',
  'live_chat',
] as const;
export type Kind = (typeof KINDS)[number];

export const AGE_BANDS = ['under_13', '13_15', '16_17', 'adult', 'unknown'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** How far the age band can be relied on, weakest first. */
export const ASSURANCES = ['none', 'declared', 'estimated', 'verified'] as const;
export type Assurance = (typeof ASSURANCES)[number];

export const AUDIENCES = ['direct', 'group', 'public'] as const;
export type AudienceKind = (typeof AUDIENCES)[number];

/** What content may be made of that no signal reads. */
export const MEDIA = ['voice', 'video', 'live_voice', 'live_video', 'file'] as const;
