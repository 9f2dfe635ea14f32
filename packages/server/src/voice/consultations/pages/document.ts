import { type Consultation, stateAt } from '../consultation.ts';
import type { Document } from '../documents/document.ts';
import { said, type Words } from '../words.ts';
import { sayTime } from '../zone.ts';
import { type Html, html, paragraphs } from './html.ts';
import { addressOf, words } from './layout.ts';

/** One version of a document, section by section, with what it changes. */
export function documentPage(
  consultation: Consultation,
  {
    document,
    versions,
    language,
    now,
  }: {
    readonly document: Document;
    readonly versions: readonly Document[];
    readonly language: string;
    readonly now: number;
  },
): Html {
  const { plan } = consultation;
  const text = (value: Words) => words(value, language, plan.languages);
  const isNewest = versions.at(-1)?.version === document.version;
  const earlier = versions.find(({ version }) => version === document.version - 1);
  return html`<p><a href="${addressOf(consultation)}">${text(plan.title)}</a></p>
<h1>${text(document.title)}</h1>
${document.practice !== undefined && html`<p>The code of practice <code>${document.practice}</code>${document.before !== undefined && html`, compared with <code>${document.before}</code>, whose place it would take`}.</p>`}
${!isNewest && html`<div class="warning"><p>This is version ${document.version}; <a href="?">there is a newer one</a>.</p></div>`}
${versions.length > 1 && html`<h2>Versions</h2><ul>${versions.map((one) => html`<li><a href="?version=${one.version}">Version ${one.version}</a>, ${sayTime(Date.parse(one.at), plan.zone)}${one.reason === '' ? '' : `, because: ${one.reason}`}</li>`)}</ul>`}
${(document.changes ?? []).length > 0 && html`<h2>Changes to the whole</h2><ul>${document.changes?.map((change) => html`<li>${change}</li>`)}</ul>`}
${document.sections.length > 1 && html`<nav aria-label="Sections"><h2>Sections</h2><ol>${document.sections.map((section) => html`<li><a href="#${section.id}">${text(section.title)}</a>${section.changes && ' (changed)'}</li>`)}</ol></nav>`}
${document.sections.map((section) => {
  const body = said(section.text, language, plan.languages);
  const before = earlier?.sections.find(({ id }) => id === section.id);
  const isOther = earlier !== undefined && JSON.stringify(before) !== JSON.stringify(section);
  return html`<section class="section" id="${section.id}"><h2>${text(section.title)}</h2>
${isOther && html`<p><strong>Other than in version ${earlier.version}.</strong></p>`}
${section.changes && html`<div class="note"><h3>What changes</h3><ul>${section.changes.map((change) => html`<li>${change}</li>`)}</ul></div>`}
<div lang="${body.language || 'en'}">${paragraphs(body.text)}</div></section>`;
})}
${stateAt(consultation, now) === 'open' && html`<p><a class="button" href="${addressOf(consultation, 'answer')}">Answer, or comment on a section</a></p>`}`;
}
