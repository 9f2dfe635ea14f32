import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Which strings of digits are telephone numbers. The plans of the United Kingdom and North America are written out,
 * because the library refuses the ranges that are kept for films and examples; it knows all others.
 */

/** Mobile and geographic numbers, free and premium ones, with the leading 0 (Ofcom's numbering plan). */
const BRITISH = /^0(?:7[1-9]\d{8}|[1-3]\d{9}|8[0-9]\d{8}|9\d{9})$/;
/** Ten digits: area code, exchange, line; neither of the first two begins with 0 or 1 (NANP). */
const NORTH_AMERICAN = /^[2-9]\d{2}[2-9]\d{6}$/;

export function isBritish(digits: string): boolean {
  return BRITISH.test(digits);
}

export function isNorthAmerican(digits: string): boolean {
  return NORTH_AMERICAN.test(digits);
}

/** Whether digits with their country code are a number that could be dialled. */
export function isInternational(digits: string): boolean {
  if (digits.length < 8 || digits.length > 15 || digits.startsWith('0')) return false;
  return parsePhoneNumberFromString(`+${digits}`)?.isPossible() === true;
}

/** The same, where no plus says so: the number must lie in a range in use. */
export function isInternationalInUse(digits: string): boolean {
  if (digits.length < 10 || digits.length > 15 || digits.startsWith('0')) return false;
  return /^447[1-9]\d{8}$/.test(digits) || parsePhoneNumberFromString(`+${digits}`)?.isValid() === true;
}

/** Countries whose national numbers begin with 0 and have another form than British ones. */
const WITH_ZERO: readonly CountryCode[] = ['AU', 'FR', 'DE', 'IE', 'NL', 'BE', 'CH', 'AT', 'SE', 'NZ', 'ZA'];
/** Countries whose mobile numbers are written without a leading 0. */
const WITHOUT_ZERO: readonly CountryCode[] = ['IN', 'ES', 'PL', 'NO', 'DK', 'PT', 'MX', 'BR', 'PK', 'NG'];

/** Whether digits are a mobile number somewhere, written as one does at home. */
export function isMobileSomewhere(digits: string): boolean {
  if (digits.length < 8 || digits.length > 12) return false;
  const countries = digits.startsWith('0') ? WITH_ZERO : WITHOUT_ZERO;
  return countries.some((country) => {
    const number = parsePhoneNumberFromString(digits, country);
    return number?.isValid() === true && number.getType() === 'MOBILE';
  });
}
