import type { Limit, Outcome } from '@safeward/engine';

/** What a limit takes away, in words. */
const LIMITS: Readonly<Record<Limit, string>> = {
  strip_links: 'links taken off',
  blur_images: 'pictures blurred',
  no_images: 'pictures taken off',
  not_to_children: 'not shown to children',
  not_suggested: 'not suggested',
  reduced_reach: 'not pushed',
  no_new_contacts: 'no new contacts',
};

/** Who ends a hold, in words. */
const RELEASERS: Readonly<Record<string, string>> = {
  recipient: 'waits for the recipient',
  guardian: 'waits for a guardian',
  reviewer: 'waits for staff',
  sender_confirms: 'the sender is asked first',
};

/** What an action means here, beyond its name: whom a hold waits for, what a limit takes away; else nothing. */
export function consequenceOf({ until, limits }: Pick<Outcome, 'until' | 'limits'>): string {
  if (until !== undefined) return RELEASERS[until] ?? `waits until ${until}`;
  return (limits ?? []).map((limit) => LIMITS[limit]).join(', ');
}
