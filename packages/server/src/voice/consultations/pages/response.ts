import type { Counts, QuestionCounts } from '../analysis/counts.ts';
import type { Quote } from '../analysis/store.ts';
import type { Consultation } from '../consultation.ts';
import type { Document } from '../documents/document.ts';
import type { Verdict } from '../publication/checklist.ts';
import type { Publication } from '../publication/published.ts';
import { nameOf, type PublishedAnswer } from '../publication/published-answer.ts';
import { said, type Words } from '../words.ts';
import { sayTime } from '../zone.ts';
import { contentShown } from './form.ts';
import { type Html, html, paragraphs } from './html.ts';
import { addressOf, stateLine, words } from './layout.ts';

/** A quote with the name it may be given under; null for none. */
export interface ShownQuote extends Quote {
  readonly by: string | null;
}
export { nameOf };

/** What was asked, what people said, what is answered to it, and what changes. */
export function responsePage(
  consultation: Consultation,
  {
    publication,
    quotes,
    documents,
    language,
    now,
  }: {
    readonly publication: Publication;
    readonly quotes: readonly ShownQuote[];
    readonly documents: readonly Document[];
    readonly language: string;
    readonly now: number;
  },
): Html {
  const { plan } = consultation;
  const text = (value: Words) => words(value, language, plan.languages);
  const summary = said(publication.summary, language, plan.languages);
  const { counts, campaigns, withdrawn } = publication;
  const inCampaigns = campaigns.reduce((sum, { answers }) => sum + answers, 0);
  return html`<p><a href="${addressOf(consultation)}">${text(plan.title)}</a></p>
<h1>The response</h1><p>${stateLine(consultation, now)}</p>
<div lang="${summary.language || 'en'}">${paragraphs(summary.text)}</div>
<h2>What people said, what is answered, and what changes</h2>
${publication.themes.map((theme) => {
  const row = publication.rows.find((one) => one.theme === theme.id);
  return html`<section class="section" id="theme-${theme.id}"><h3>${theme.title}</h3>
<p>${theme.description}</p><p>Found in ${theme.answers} ${theme.answers === 1 ? 'answer' : 'answers'}.</p>
${quotes.filter((quote) => quote.theme === theme.id).map((quote) => html`<blockquote><p>“${quote.words}”</p><p>${quote.by ?? 'Without a name'}</p></blockquote>`)}
${row && html`<h4>What is answered</h4><div>${paragraphs(said(row.answer, language, plan.languages).text)}</div>${changeShown(consultation, row.change, documents, text)}`}</section>`;
})}
<h2>Who answered</h2>
<p>${counts.answers} ${counts.answers === 1 ? 'answer stands' : 'answers stand'}${withdrawn > 0 ? `; ${withdrawn} ${withdrawn === 1 ? 'was' : 'were'} withdrawn` : ''}.
${campaigns.length > 0 && html`${inCampaigns} of them are nearly the same as others and are counted as ${campaigns.length} ${campaigns.length === 1 ? 'campaign' : 'campaigns'} (of ${campaigns.map(({ answers }) => answers).join(', ')} answers). None was left out.`}</p>
<h2>Numbers by question</h2><div class="warning"><p><strong>${counts.warning}</strong></p></div>
${counts.questions.filter((one) => one.counts.length > 0).map((one) => countTable(one, counts))}
<h2>How this consultation was held</h2>
<div class="scroll" role="region" aria-label="Checklist" tabindex="0"><table><caption>The Government Consultation Principles and the Gunning criteria</caption>
<thead><tr><th scope="col">Line</th><th scope="col">Holds</th><th scope="col">Evidence</th></tr></thead><tbody>
${publication.checklist.map(({ title, facts, checked }) => html`<tr><th scope="row">${title}</th><td>${checked && VERDICT[checked.verdict]}</td><td>${facts.map((fact) => html`<p>${fact}</p>`)}${checked && html`<p>${checked.evidence}</p>`}${checked?.link && html`<p><a href="${checked.link}">${checked.link}</a></p>`}</td></tr>`)}
</tbody></table></div>
<h2>Read and use it</h2>
<ul><li><a href="${addressOf(consultation, 'answers')}">The answers that may be published</a></li>
<li><a href="${addressOf(consultation, 'response.json')}">The response as JSON</a></li>
<li><a href="${addressOf(consultation, 'counts.csv')}">The numbers as CSV</a></li>
<li><a href="${addressOf(consultation, 'answers.json')}">The answers as JSON</a>, <a href="${addressOf(consultation, 'answers.csv')}">as CSV</a></li>
<li><a href="${addressOf(consultation, 'receipts.json')}">Every answer’s commitment</a></li></ul>`;
}

const VERDICT: Readonly<Record<Verdict, string>> = {
  met: 'Yes',
  in_part: 'In part',
  not_met: 'No',
  not_applicable: 'Does not apply',
};

function changeShown(
  consultation: Consultation,
  change: Publication['rows'][number]['change'],
  documents: readonly Document[],
  text: (value: Words) => Html,
): Html {
  switch (change.kind) {
    case 'none':
      return html`<h4>What changes</h4><p>Nothing, because:</p>${paragraphs(change.why)}`;
    case 'practice':
      return html`<h4>What changes</h4><p>The code of practice is now <code>${change.practice}</code>. Other than it was consulted on:</p>
<ul>${change.measures.map((measure) => html`<li><a href="${addressOf(consultation, 'documents', change.document)}#${measure}"><code>${measure}</code></a>${titleOf(documents, change.document, measure, text)}${sentencesOf(change.changes, measure)}</li>`)}</ul>
${change.note !== undefined && paragraphs(change.note)}`;
    case 'document':
      return html`<h4>What changes</h4><p>The section <a href="${addressOf(consultation, 'documents', change.document)}#${change.section}">${change.section}</a>.</p>${paragraphs(change.note)}`;
  }
}

function sentencesOf(
  changes: readonly { readonly measure: string; readonly sentences: readonly string[] }[] | undefined,
  measure: string,
): Html | null {
  const sentences = changes?.find((one) => one.measure === measure)?.sentences ?? [];
  return sentences.length === 0
    ? null
    : html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

function titleOf(
  documents: readonly Document[],
  document: string,
  section: string,
  text: (value: Words) => Html,
): Html | null {
  const found = documents.find(({ id }) => id === document)?.sections.find(({ id }) => id === section);
  return found === undefined ? null : html`: ${text(found.title)}`;
}

function countTable({ question, title, answered, counts }: QuestionCounts, { columns }: Counts): Html {
  return html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table id="numbers-${question}"><caption>${title} (${answered} answered)</caption>
<thead><tr><th scope="col">Answer</th><th scope="col" class="number">All</th>${columns.map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}</tr></thead>
<tbody>${counts.map(({ label, all, by }) => html`<tr><th scope="row">${label}</th><td class="number">${all}</td>${columns.map(({ id }) => html`<td class="number">${by[id] ?? 0}</td>`)}</tr>`)}</tbody></table></div>`;
}

export const ANSWERS_A_PAGE = 20;

/** The answers that may be published, a page at a time. */
export function answersPage(
  consultation: Consultation,
  answers: readonly PublishedAnswer[],
  documents: readonly Document[],
  { page, language }: { readonly page: number; readonly language: string },
): Html {
  const { plan } = consultation;
  const pages = Math.max(1, Math.ceil(answers.length / ANSWERS_A_PAGE));
  const shown = answers.slice((page - 1) * ANSWERS_A_PAGE, page * ANSWERS_A_PAGE);
  return html`<p><a href="${addressOf(consultation, 'response')}">Back to the response</a></p>
<h1>Answers that may be published</h1>
<p>${answers.length} of all answers: those whose authors allow it, and that somebody has looked through for what would harm others.</p>
${shown.map(
  (
    one,
  ) => html`<article class="section"><h2>${one.by ?? (one.capacity === 'organisation' ? 'An organisation' : 'Somebody')}</h2>
<p>Received ${sayTime(Date.parse(one.received_at), plan.zone)}.${one.redacted > 0 && ` Words were removed in ${one.redacted} ${one.redacted === 1 ? 'place' : 'places'}.`}</p>
${contentShown(consultation, documents, one, language)}</article>`,
)}
${pages > 1 && html`<nav aria-label="Pages"><p>Page ${page} of ${pages}. ${page > 1 && html`<a href="?page=${page - 1}">The one before</a> `}${page < pages && html`<a href="?page=${page + 1}">The next one</a>`}</p></nav>`}`;
}
