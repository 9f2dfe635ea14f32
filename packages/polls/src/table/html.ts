import type { Tabulated } from '../tabulate.ts';
import { chartOf } from './chart.ts';
import { escapeMarkup as e, idOf } from './markup.ts';
import { type Notes, notesOf } from './notes.ts';
import { type Sheet, type SheetRow, sheetsOf } from './sheet.ts';
import { STYLE } from './style.ts';

/** All tables as one page: no script, nothing loaded from elsewhere, headers that a screen reader can follow. */
export function tablesHtml(tabulated: Tabulated): string {
  const notes = notesOf(tabulated);
  const sheets = sheetsOf(tabulated);
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${e(notes.title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n`,
    `<h1>${e(notes.title)}</h1>\n${facts(notes)}${contents(sheets)}`,
    ...sheets.map((sheet, n) => section(sheet, n, tabulated)),
    '</main>\n</body>\n</html>\n',
  ].join('');
}

function facts({ facts: list, reading }: Notes): string {
  const rows = list.map(([name, text]) => `<div><dt>${e(name)}</dt><dd>${e(text)}</dd></div>\n`).join('');
  const paragraphs = reading.map((text) => `<p>${e(text)}</p>\n`).join('');
  return `<dl class="facts">\n${rows}</dl>\n<section aria-labelledby="reading">\n<h2 id="reading">How to read the tables</h2>\n${paragraphs}</section>\n`;
}

function contents(sheets: readonly Sheet[]): string {
  const items = sheets
    .map(({ id, text }, n) => `<li><a href="#${idOf(id, n)}">${e(text)}</a></li>\n`)
    .join('');
  return `<nav aria-labelledby="contents">\n<h2 id="contents">Questions</h2>\n<ol>\n${items}</ol>\n</nav>\n`;
}

function section(sheet: Sheet, n: number, tabulated: Tabulated): string {
  const id = idOf(sheet.id, n);
  const figures = tabulated.questions[sheet.id];
  return [
    `<section class="question">\n<h2 id="${id}">${e(sheet.text)}</h2>\n`,
    `<p class="base">${e(sheet.id)}. ${e(sheet.note)}</p>\n`,
    figures === undefined ? '' : `<figure>\n${chartOf(sheet.text, figures)}</figure>\n`,
    `<div class="wide" role="region" aria-labelledby="${id}" tabindex="0">\n<table>\n`,
    `<caption class="hidden">${e(sheet.text)}</caption>\n${head(sheet)}<tbody>\n`,
    ...sheet.rows.map((row) => bodyRow(row, sheet)),
    '</tbody>\n</table>\n</div>\n</section>\n',
  ].join('');
}

function head({ groups }: Sheet): string {
  const spans = groups.map(({ columns }) => `<colgroup span="${columns.length}"></colgroup>`).join('');
  const names = groups
    .map(({ name, columns }) =>
      name === ''
        ? '<td></td>'
        : `<th scope="colgroup" colspan="${columns.length}" class="first">${e(name.replaceAll('_', ' '))}</th>`,
    )
    .join('');
  const columns = groups
    .flatMap((group) =>
      group.columns.map(({ name, letter, isSmall }, n) => {
        const mark = letter === '' ? '' : ` <span class="letter">${e(letter)}</span>`;
        const small = isSmall ? ' <span class="small">small base</span>' : '';
        return `<th scope="col"${n === 0 ? ' class="first"' : ''}>${e(name)}${mark}${small}</th>`;
      }),
    )
    .join('');
  return `<colgroup></colgroup>${spans}\n<thead>\n<tr><td></td>${names}</tr>\n<tr><td></td>${columns}</tr>\n</thead>\n`;
}

function bodyRow({ kind, label, cells }: SheetRow, { groups }: Sheet): string {
  const columns = groups.flatMap((group) =>
    group.columns.map((column, n) => ({ ...column, isFirst: n === 0 })),
  );
  const unit = kind === 'answer' || kind === 'net' ? '%' : '';
  const shown = cells.map(({ text, value, margin, letters }, n) => {
    const classes = [columns[n]?.isFirst ? 'first' : '', columns[n]?.isSmall ? 'dim' : ''].filter(
      (name) => name !== '',
    );
    const attribute = classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
    const error = margin === '' ? '' : ` <small>±${e(margin)}</small>`;
    const above =
      letters === ''
        ? ''
        : ` <span class="letter"><span class="hidden">higher than </span>${e(letters)}</span>`;
    return `<td${attribute}>${e(text)}${value === null || text === '*' ? '' : unit}${error}${above}</td>`;
  });
  return `<tr class="${kind.replace(' ', '-')}"><th scope="row">${e(label)}</th>${shown.join('')}</tr>\n`;
}
