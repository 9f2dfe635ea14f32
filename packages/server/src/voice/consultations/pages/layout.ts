import type { FastifyReply } from 'fastify';
import { type Consultation, isOverdue, stateAt } from '../consultation.ts';
import { type Said, said, type Words } from '../words.ts';
import { sayDate, sayTime } from '../zone.ts';
import { type Html, html } from './html.ts';
import { POLICY, STYLE } from './style.ts';

export const LIST = '/consultations';
export const FEED = '/consultations/feed.xml';

export function addressOf({ slug }: Pick<Consultation, 'slug'>, ...rest: readonly string[]): string {
  return [LIST, slug, ...rest].join('/');
}

/** A page of the public: complete without a script, and without anything from elsewhere. */
export function sendPage(
  reply: FastifyReply,
  {
    title,
    body,
    status = 200,
    language = 'en',
  }: {
    readonly title: string;
    readonly body: Html;
    readonly status?: number;
    readonly language?: string;
  },
): FastifyReply {
  const page = html`<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="alternate" type="application/atom+xml" title="Consultations" href="${FEED}">
${{ html: `<style>${STYLE}</style>` }}</head><body>
<a class="skip" href="#content">Skip to the content</a>
<header class="site"><nav aria-label="Site"><a href="${LIST}">Consultations</a><a href="${FEED}">Feed of what is new</a></nav></header>
<main id="content" tabindex="-1">${body}</main>
<footer class="site"><div>These pages work without scripts, set no cookies and load nothing from elsewhere.</div></footer>
</body></html>`;
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', POLICY)
    .header('referrer-policy', 'no-referrer')
    .send(`<!doctype html>${page.html}`);
}

/** Words in the language of the page, marked where they are in another. */
export function words(value: Words, language: string, languages: readonly string[]): Html {
  return inLanguage(said(value, language, languages));
}

export function inLanguage({ text, language }: Said): Html {
  return language === '' || language === 'en' ? html`${text}` : html`<span lang="${language}">${text}</span>`;
}

/** `Open until 1 July 2026, 23:59:59 BST`, and whether the response is late. */
export function stateLine(consultation: Consultation, now: number): Html {
  const { opensAt, closesAt, responseDueAt, respondedAt, plan } = consultation;
  const time = (ms: number | null) => (ms === null ? '' : sayTime(ms, plan.zone));
  const day = (ms: number | null) => (ms === null ? '' : sayDate(ms, plan.zone));
  const late = isOverdue(consultation, now);
  switch (stateAt(consultation, now)) {
    case 'draft':
      return html`<span class="state">Not open yet</span> Opens on ${time(opensAt)}.`;
    case 'open':
      return html`<span class="state open">Open</span> Until ${time(closesAt)}.`;
    case 'closed':
    case 'analysed':
      return late
        ? html`<span class="state overdue">Response overdue</span> Closed on ${time(closesAt)}; the response was due by ${day(responseDueAt)}.`
        : html`<span class="state">Closed</span> Since ${time(closesAt)}. The response is due by ${day(responseDueAt)}.`;
    case 'responded':
    case 'archived':
      return html`<span class="state">Response published</span> On ${day(respondedAt)}${late ? `; it was due by ${day(responseDueAt)}` : ''}.`;
  }
}
