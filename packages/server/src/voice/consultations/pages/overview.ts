import { type Consultation, isOverdue, stateAt } from '../consultation.ts';
import type { Document } from '../documents/document.ts';
import type { Happening } from '../store.ts';
import { said, type Words } from '../words.ts';
import { sayTime } from '../zone.ts';
import { type Html, html, paragraphs } from './html.ts';
import { addressOf, inLanguage, stateLine, words } from './layout.ts';

/** What a consultation is about, where it stands, and how to take part. */
export function overviewPage(
  consultation: Consultation,
  {
    documents,
    happenings,
    received,
    language,
    now,
  }: {
    readonly documents: readonly Document[];
    readonly happenings: readonly Happening[];
    /** Answers that stand. */
    readonly received: number;
    readonly language: string;
    readonly now: number;
  },
): Html {
  const { plan } = consultation;
  const state = stateAt(consultation, now);
  const text = (value: Words) => words(value, language, plan.languages);
  const summary = said(plan.summary, language, plan.languages);
  const lateReasons = happenings.filter(({ kind }) => kind === 'response_late_reason');
  return html`<h1>${text(plan.title)}</h1>
<p>${stateLine(consultation, now)}</p>
${isOverdue(consultation, now) && lateReasons.length > 0 && html`<div class="warning"><h2>Why the response is late</h2>${lateReasons.map((one) => paragraphs(String(one.detail.reason)))}</div>`}
${languageLinks(consultation, language)}
<div lang="${summary.language || 'en'}">${paragraphs(summary.text)}</div>
${
  state === 'open' &&
  html`<p><a class="button" href="${addressOf(consultation, 'answer')}${language === plan.languages[0] ? '' : `?language=${language}`}">Answer this consultation</a></p>
<p>You need no account. You can save what you have written and come back by a private link.</p>`
}
${(state === 'responded' || state === 'archived') && html`<p><a class="button" href="${addressOf(consultation, 'response')}">Read the response</a></p>`}
<h2>Who is asked</h2><div>${text(plan.whom)}</div>
<h2>What to read</h2>
<ul>${documents.map((one) => html`<li><a href="${addressOf(consultation, 'documents', one.id)}">${text(one.title)}</a>${one.version > 1 ? ` (version ${one.version})` : ''}</li>`)}</ul>
<h2>What is asked</h2>
<ol>${plan.questions.map(({ title }) => html`<li>${text(title)}</li>`)}</ol>
<h2>Answers so far</h2>
<p>${received} ${received === 1 ? 'answer stands' : 'answers stand'}. Every answer has a receipt; <a href="${addressOf(consultation, 'receipts')}">check that yours is counted</a>.</p>
<h2>Contact</h2>${contact(consultation, language)}
<h2>What happened when</h2>
<ul>${happenings.filter(({ kind }) => kind !== 'created').map((one) => html`<li>${sayTime(Date.parse(one.at), plan.zone)}: ${sayHappening(one, plan.zone)}</li>`)}</ul>`;
}

function languageLinks(consultation: Consultation, language: string): Html | null {
  const { languages } = consultation.plan;
  if (languages.length < 2) return null;
  return html`<nav class="languages" aria-label="Languages"><ul>${languages.map((tag) =>
    tag === language
      ? html`<li><span aria-current="true">${languageName(tag)}</span></li>`
      : html`<li><a href="?language=${tag}" hreflang="${tag}"><span lang="${tag}">${languageName(tag)}</span></a></li>`,
  )}</ul></nav>`;
}

/** In its own words: `Cymraeg`; Easy Read is no language, but a way of writing one. */
export function languageName(tag: string): string {
  if (/-x-easyread$/i.test(tag)) return `Easy Read (${languageName(tag.replace(/-x-easyread$/i, ''))})`;
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function contact({ plan }: Consultation, language: string): Html {
  const { name, email, post, telephone } = plan.contact;
  return html`<dl><dt>Name</dt><dd>${words(name, language, plan.languages)}</dd>
${email !== undefined && html`<dt>E-mail</dt><dd><a href="mailto:${email}">${email}</a></dd>`}
${post !== undefined && html`<dt>Post</dt><dd>${inLanguage(said(post, language, plan.languages))}</dd>`}
${telephone !== undefined && html`<dt>Telephone</dt><dd>${telephone}</dd>`}</dl>`;
}

export function sayHappening({ kind, detail }: Happening, zone: string): string {
  const time = (name: string) => sayTime(Date.parse(String(detail[name])), zone);
  switch (kind) {
    case 'created':
      return 'set up';
    case 'opening_set':
      return `to be open from ${time('opens_at')} until ${time('closes_at')}; the response due by ${time('response_due_at')}`;
    case 'extended':
      return `extended from ${time('from')} to ${time('closes_at')}, because: ${String(detail.reason)}`;
    case 'closed_early':
      return `closed earlier than the ${time('from')} that was set, because: ${String(detail.reason)}`;
    case 'document_changed':
      return `version ${String(detail.version)} of the document “${String(detail.id)}”, because: ${String(detail.reason)}`;
    case 'analysed':
      return 'all answers read';
    case 'response_late_reason':
      return `why the response is late: ${String(detail.reason)}`;
    case 'responded':
      return 'response published';
    case 'archived':
      return 'archived';
  }
}
