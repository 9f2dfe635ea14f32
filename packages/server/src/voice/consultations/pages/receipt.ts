import type { Counted } from '../answers/answer.ts';
import type { AnswerRecord, Receipt } from '../answers/record.ts';
import type { Consultation } from '../consultation.ts';
import type { Document } from '../documents/document.ts';
import { sayTime } from '../zone.ts';
import { contentShown } from './form.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './layout.ts';

/** What somebody sees who has sent an answer: that it counts, since when, and how to check or withdraw it. */
export function receiptPage(
  consultation: Consultation,
  {
    receipt,
    link,
    documents,
    mayWithdraw,
  }: {
    readonly receipt: Receipt;
    readonly link: string;
    readonly documents: readonly Document[];
    readonly mayWithdraw: boolean;
  },
): Html {
  const record = JSON.parse(receipt.record) as AnswerRecord;
  const { zone } = consultation.plan;
  const seconds = Math.max(0, (Date.parse(record.closes_at) - Date.parse(record.received_at)) / 1_000);
  return html`<p><a href="${addressOf(consultation)}">Back to the consultation</a></p>
<h1>Your answer is received</h1>
<div class="done"><p>It is counted. Keep this page’s address or the receipt: who has it can see and withdraw this answer.</p></div>
<h2>Receipt</h2>
<dl><dt>Number</dt><dd class="code">${record.answer}</dd>
<dt>Received</dt><dd>${sayTime(Date.parse(record.received_at), zone)} (${record.received_at}), by our server’s clock</dd>
<dt>Closing</dt><dd>${sayTime(Date.parse(record.closes_at), zone)}; it came in time, ${sayLeft(seconds)} before</dd>
<dt>Commitment</dt><dd class="code">${receipt.commitment}</dd></dl>
<p><a href="${addressOf(consultation, 'answers', link, 'receipt.json')}" download>Download the receipt</a>.
Anybody can <a href="${addressOf(consultation, 'receipts')}?answer=${record.answer}">check by its number</a> that it is counted; only who has the receipt can show what it says.</p>
<h2>What you said</h2>
${contentShown(consultation, documents, record, record.language ?? 'en')}
${record.attachments.length > 0 && html`<h3>Files</h3><ul>${record.attachments.map(({ name, bytes }) => html`<li>${name}, ${Math.ceil(bytes / 1024)} KB</li>`)}</ul>`}
<h3>How it may be used</h3><p>${USE[record.publish]} ${record.quote ? 'It may be quoted.' : 'It may not be quoted.'}</p>
${
  mayWithdraw &&
  html`<h2>Withdraw</h2><p>All that you wrote is then deleted. That there was an answer stays, with its commitment, which says nothing of what was in it.</p>
<form method="post" action="${addressOf(consultation, 'answers', link)}"><button type="submit" name="do" value="withdraw" class="second">Withdraw my answer</button></form>`
}`;
}

const USE = {
  named: 'It may be published with your name, or your organisation’s.',
  anonymous: 'It may be published without your name or your organisation’s.',
  confidential: 'It is not published.',
} as const;

/** `2 days`, `3 minutes`, `0.4 seconds` */
function sayLeft(seconds: number): string {
  for (const [length, name] of [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ] as const) {
    const count = Math.floor(seconds / length);
    if (count > 0) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return `${seconds} seconds`;
}

export function withdrawnPage(consultation: Consultation, commitment: string | null): Html {
  return html`<p><a href="${addressOf(consultation)}">Back to the consultation</a></p><h1>Your answer is withdrawn</h1>
<p>What you wrote, and the files you sent, are deleted here.</p>
${commitment !== null && html`<p>That there was an answer stays, with the commitment <span class="code">${commitment}</span>. Without the salt in your receipt nobody can tell anything from it.</p>`}`;
}

export function latePage(consultation: Consultation, link: string, receivedAt: number): Html {
  const { plan, closesAt } = consultation;
  const seconds = ((receivedAt - (closesAt ?? 0)) / 1_000).toFixed(3);
  return html`<p><a href="${addressOf(consultation)}">Back to the consultation</a></p><h1>It is closed</h1>
<div class="error" role="alert"><p>Your answer began to arrive at ${sayTime(receivedAt, plan.zone)} by our server’s clock, ${seconds} seconds after the closing at ${sayTime(closesAt ?? 0, plan.zone)}. It does not count.</p></div>
<p>What you wrote is kept under <a href="${addressOf(consultation, 'answers', link)}">this private link</a>. If the consultation is extended you can send it from there.</p>`;
}

export function checkPage(
  consultation: Consultation,
  {
    asked,
    found,
    counted,
    withdrawn,
  }: {
    readonly asked: string | null;
    readonly found: Counted | null;
    /** How many stand, and how many were withdrawn. */
    readonly counted: number;
    readonly withdrawn: number;
  },
): Html {
  const { zone } = consultation.plan;
  return html`<p><a href="${addressOf(consultation)}">Back to the consultation</a></p><h1>Is my answer counted?</h1>
${asked !== null && found === null && html`<div class="error" role="alert"><p>There is no answer with the number or commitment “${asked}”.</p></div>`}
${found && found.withdrawn_at === null && html`<div class="done" role="status"><p>Counted: answer <span class="code">${found.id}</span>, received ${sayTime(Date.parse(found.received_at), zone)}.</p><p>Commitment <span class="code">${found.commitment}</span>. It must be the one on your receipt.</p></div>`}
${found?.withdrawn_at && html`<div class="warning" role="status"><p>Withdrawn on ${sayTime(Date.parse(found.withdrawn_at), zone)}: answer <span class="code">${found.id}</span>. Commitment <span class="code">${found.commitment}</span>.</p></div>`}
<form method="get"><div class="field"><label class="question" for="answer">Number or commitment on your receipt</label>
<input type="text" id="answer" name="answer" value="${asked ?? ''}" maxlength="100" autocomplete="off"></div><button type="submit">Check</button></form>
<p>${counted} ${counted === 1 ? 'answer stands' : 'answers stand'}; ${withdrawn} ${withdrawn === 1 ? 'was' : 'were'} withdrawn. <a href="${addressOf(consultation, 'receipts.json')}">All commitments as data</a>: keep a copy, and nobody can drop one later without your seeing it.</p>`;
}
