const TAG = /<(?:!--[\s\S]*?-->|\/?[a-z][^<>]*>)/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
/** Nothing to whoever reads the text, and so the way to keep every other character where it was. */
const FILLER = '\u200b';

/** The text of HTML, every character at the place where it stood: places found in it are places of the HTML. */
export function textOfHtml(html: string): string {
  return html
    .replace(TAG, (tag) => ' '.repeat(tag.length))
    .replace(ENTITY, (entity: string, decimal?: string, hex?: string, name?: string) => {
      const sign = name === undefined ? fromCode(decimal, hex) : NAMED[name.toLowerCase()]!;
      return sign + FILLER.repeat(entity.length - sign.length);
    });
}

function fromCode(decimal: string | undefined, hex: string | undefined): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}
