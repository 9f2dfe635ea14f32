import { text } from '../../../platform/http/page-text.ts';

/** A piece of HTML that is safe to send: made by `html`, which escapes whatever is put into it. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Every value is escaped unless it is HTML itself; null, undefined and false are nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((whole, string, n) => whole + render(parts[n - 1]) + string) };
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return text(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(render).join('');
}

/** Paragraphs parted by empty lines; lines that begin with “- ” are a list. What it says is shown as it was written. */
export function paragraphs(raw: string): Html {
  const blocks = raw.split(/\n\s*\n/).filter((block) => block.trim() !== '');
  return html`${blocks.map((block) => {
    const lines = block.split('\n');
    if (lines.every((line) => line.startsWith('- ')))
      return html`<ul>${lines.map((line) => html`<li>${line.slice(2)}</li>`)}</ul>`;
    return html`<p>${lines.map((line, n) => (n === 0 ? html`${line}` : html`<br>${line}`))}</p>`;
  })}`;
}
