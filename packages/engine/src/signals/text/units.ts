/** Of the text last asked for; used again for the next one. */
let units = new Uint16Array(1024);
let last = '';

/**
 * The UTF-16 units of a text, at its beginning of a longer scratch array. A text is gone through many times, and reading
 * a unit from a string takes several times as long. Whoever reads them does so before asking for those of another text.
 */
export function unitsOf(text: string): Uint16Array {
  if (text === last) return units;
  const { length } = text;
  if (units.length <= length) units = new Uint16Array(length * 2);
  for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at);
  last = text;
  return units;
}
