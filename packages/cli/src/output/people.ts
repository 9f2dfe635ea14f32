/** Age bands as people write them. */
const BANDS: Readonly<Record<string, string>> = {
  under_13: 'under 13',
  '13_15': '13–15',
  '16_17': '16–17',
  adult: 'adult',
};

/** What stands behind a name, in words; what is not known is said to be unknown. */
export function ageOf(band: string | undefined): string {
  return (band === undefined ? undefined : BANDS[band]) ?? 'age unknown';
}
