/** The few forms of Markdown that the generated documents are made of. */

export const GENERATED = '<!-- Made by `npm run docs` from the code: change it there, not here. -->';

export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A cell holds one line, and no bar of its own. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function codes(words: readonly string[]): string {
  return words.map(code).join(', ');
}

export function page(...blocks: readonly string[]): string {
  const [title = '', ...rest] = blocks.filter((block) => block !== '');
  return `${[title, GENERATED, ...rest].join('\n\n')}\n`;
}

/** Breaks prose into lines; what stands in backticks stays whole. */
export function wrap(prose: string, width = 110): string {
  const lines: string[] = [];
  let line = '';
  for (const word of prose.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/**
 * Puts text between the marks `<!-- from the code: NAME -->` and `<!-- end -->` of a page that is otherwise written
 * by hand.
 *
 * @throws where the page has no such marks
 */
export function fillIn(pageText: string, name: string, text: string): string {
  const open = `<!-- from the code: ${name} -->`;
  const start = pageText.indexOf(open);
  const end = pageText.indexOf('<!-- end -->', start);
  if (start < 0 || end < 0) throw new Error(`the page has no place for “${name}”`);
  return `${pageText.slice(0, start + open.length)}\n\n${text}\n\n${pageText.slice(end)}`;
}
