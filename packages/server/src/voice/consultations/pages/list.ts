import type { Consultation } from '../consultation.ts';
import { type Html, html } from './html.ts';
import { addressOf, stateLine, words } from './layout.ts';

export function listPage(consultations: readonly Consultation[], now: number): Html {
  if (consultations.length === 0) return html`<h1>Consultations</h1><p>There is none at the moment.</p>`;
  return html`<h1>Consultations</h1>
<p>What is asked of everybody before a rule is made, and what was made of the answers.</p>
${consultations.map(
  (
    one,
  ) => html`<section class="section"><h2><a href="${addressOf(one)}">${words(one.plan.title, 'en', one.plan.languages)}</a></h2>
<p>${stateLine(one, now)}</p></section>`,
)}`;
}
