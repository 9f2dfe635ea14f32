/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets read as “this is
 * text” (OWASP, CSV injection). Signs, `@`, tabs and line ends begin formulas in one program or another; blanks before
 * them are passed over by some.
 */
const FORMULA = /^\s*[=+\-@\t\r\n|%＝＋－＠]/u;
/** A number is a number, also a negative one. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

export function safeCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** A field of a CSV file (RFC 4180), made safe. */
export function toCsvCell(text: string): string {
  const safe = safeCell(text);
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
