import type { FieldProblem } from '../../../platform/problem/problem.ts';
import type { Content, Value } from '../answers/content.ts';
import { MAX_TEXT } from '../answers/content.ts';
import { type Attachment, MAX_FILE, TYPES } from '../attachments.ts';
import type { Consultation } from '../consultation.ts';
import type { Document } from '../documents/document.ts';
import type { Question } from '../plan.ts';
import { said, type Words } from '../words.ts';
import { sayTime } from '../zone.ts';
import { type Html, html, paragraphs } from './html.ts';
import { addressOf, words } from './layout.ts';

export interface FormState {
  readonly documents: readonly Document[];
  readonly language: string;
  /** Where the form goes, and where it can be found again. */
  readonly link: string;
  readonly content: Content;
  readonly attachments: readonly Attachment[];
  readonly problems: readonly FieldProblem[];
  /** A word above the form: that it was saved, or why it was not sent. */
  readonly notice: Html | null;
}

type Say = (value: Words) => Html;

/** The form, filled in with what was said so far. */
export function formPage(consultation: Consultation, state: FormState): Html {
  const { plan } = consultation;
  const { content, problems, language, link, attachments } = state;
  const say: Say = (value) => words(value, language, plan.languages);
  return html`<p><a href="${addressOf(consultation)}">${say(plan.title)}</a></p>
${problems.length > 0 && errorSummary(consultation, problems, say)}
${state.notice}
<h1>Your answer</h1>
<p>Open until ${sayTime(consultation.closesAt ?? 0, plan.zone)}. What counts is when our server has your answer; your receipt says when that was.</p>
<form method="post" action="${addressOf(consultation, 'answers', link)}" enctype="multipart/form-data">
<input type="hidden" name="language" value="${language}">
${plan.questions.map((question, n) => questionField(question, n + 1, { content, problems, attachments, say }))}
${state.documents.map((document) => commentFields(document, content, say))}
<h2>About you</h2>
${respondentFields(consultation, content, problems, say)}
<h2>How your answer may be used</h2>
${useFields(content)}
<h2>Send it</h2>
<p>When you have sent it you get a receipt, and with it you can withdraw your answer at any time.</p>
<p><button type="submit" name="do" value="send">Send my answer</button>
<button type="submit" name="do" value="save" class="second">Save it and go on later</button></p>
</form>`;
}

/** The id that a pointer's field has on the page, so that a problem can lead to it. */
function fieldId(pointer: string): string {
  return `f${pointer.replaceAll('/', '-')}`;
}

function errorSummary(consultation: Consultation, problems: readonly FieldProblem[], say: Say): Html {
  const nameOf = (pointer: string) => {
    const question = consultation.plan.questions.find(({ id }) => pointer === `/answers/${id}`);
    return question ? html`“${say(question.title)}” ` : html`${LABELS[pointer] ?? ''} `;
  };
  return html`<div class="error" role="alert"><h2>Not sent yet</h2><p>What you wrote is kept. Please put this right:</p>
<ul>${problems.map(({ pointer, detail }) => html`<li><a href="#${firstField(consultation, pointer)}">${nameOf(pointer)}${detail}</a></li>`)}</ul></div>`;
}

const LABELS: Readonly<Record<string, string>> = {
  '/answers': 'Your answer',
  '/respondent/organisation': 'Organisation:',
  '/respondent/name': 'Your name',
  '/respondent/email': 'E-mail:',
};

function firstField(consultation: Consultation, pointer: string): string {
  if (pointer === '/answers') return fieldId(`/answers/${consultation.plan.questions[0]?.id ?? ''}`);
  return fieldId(pointer);
}

interface Field {
  readonly content: Content;
  readonly problems: readonly FieldProblem[];
  readonly attachments: readonly Attachment[];
  readonly say: Say;
}

function questionField(question: Question, number: number, field: Field): Html {
  const { say, problems } = field;
  const pointer = `/answers/${question.id}`;
  const id = fieldId(pointer);
  const problem = problems.find((one) => one.pointer === pointer);
  const described = [question.help && `${id}-help`, `${id}-hint`, problem && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  const title = html`${number}. ${say(question.title)}${question.required ? '' : ' (optional)'}`;
  const notes = html`${question.help !== undefined && html`<div class="hint" id="${id}-help">${say(question.help)}</div>`}
<p class="hint" id="${id}-hint">${hintFor(question)}</p>
${problem && html`<p class="problem" id="${id}-problem">Problem: ${problem.detail}</p>`}`;
  const value = field.content.answers[question.id];
  const wrong = problem ? ' wrong' : '';
  switch (question.kind) {
    case 'text':
      return html`<div class="field${wrong}"><label class="question" for="${id}">${title}</label>${notes}
<textarea id="${id}" name="q.${question.id}" maxlength="${question.max_length ?? MAX_TEXT}" aria-describedby="${described}"${problem && html` aria-invalid="true"`}>${'\n'}${typeof value === 'string' ? value : ''}</textarea></div>`;
    case 'file':
      return html`<div class="field${wrong}"><label class="question" for="${id}">${title}</label>${notes}
${filesOf(question.id, field.attachments)}
<input type="file" id="${id}" name="q.${question.id}" aria-describedby="${described}"${(question.at_most ?? 1) > 1 && html` multiple`}></div>`;
    case 'choice':
      return html`<fieldset class="options${wrong}" id="${id}" tabindex="-1" aria-describedby="${described}"><legend>${title}</legend>${notes}
${question.options.map((option) => box(`q.${question.id}`, option.id, say(option.label), (question.at_most ?? 1) > 1 ? 'checkbox' : 'radio', Array.isArray(value) && value.includes(option.id)))}</fieldset>`;
    case 'scale':
      return html`<fieldset class="options${wrong}" id="${id}" tabindex="-1" aria-describedby="${described}"><legend>${title}</legend>${notes}
<div class="scale">${scaleOptions(question, value, say)}</div></fieldset>`;
    case 'ranking':
      return html`<fieldset class="${wrong.trim()}" id="${id}" tabindex="-1" aria-describedby="${described}"><legend>${title}</legend>${notes}
${question.options.map((option) => {
  const rank = Array.isArray(value) ? value.indexOf(option.id) + 1 : 0;
  return html`<div class="rank"><label for="${id}-${option.id}">${say(option.label)}</label><select id="${id}-${option.id}" name="q.${question.id}.${option.id}"><option value="">no place</option>${question.options.map((_, n) => html`<option value="${n + 1}"${rank === n + 1 && html` selected`}>${n + 1}</option>`)}</select></div>`;
})}</fieldset>`;
  }
}

function hintFor(question: Question): string {
  switch (question.kind) {
    case 'text':
      return `Up to ${(question.max_length ?? MAX_TEXT).toLocaleString('en-GB')} characters.`;
    case 'choice': {
      const most = question.at_most ?? 1;
      return most > 1 ? `Choose up to ${most}.` : 'Choose one.';
    }
    case 'scale':
      return 'Choose one.';
    case 'ranking':
      return 'Give 1 to what matters most to you, 2 to what comes next, and so on. You may leave some out.';
    case 'file':
      return `Up to ${question.at_most ?? 1}, of ${MAX_FILE / 1024 / 1024} MB at most: ${TYPES.map((one) => one.said).join(', ')}.`;
  }
}

function scaleOptions(
  question: Extract<Question, { kind: 'scale' }>,
  value: Value | undefined,
  say: Say,
): Html {
  const numbers = Array.from({ length: question.to - question.from + 1 }, (_, n) => question.from + n);
  const meaning = (n: number): Html => {
    const end = n === question.from ? question.low : n === question.to ? question.high : undefined;
    return end === undefined ? html`${n}` : html`${n}: ${say(end)}`;
  };
  return html`${numbers.map((n) => box(`q.${question.id}`, String(n), meaning(n), 'radio', value === n))}
${question.dont_know && box(`q.${question.id}`, 'dont_know', html`I do not know`, 'radio', value === null)}`;
}

function box(name: string, value: string, label: Html, type: 'radio' | 'checkbox', isChecked: boolean): Html {
  return html`<label><input type="${type}" name="${name}" value="${value}"${isChecked && html` checked`}><span>${label}</span></label>`;
}

function filesOf(question: string, attachments: readonly Attachment[]): Html | null {
  const own = attachments.filter((one) => one.question === question);
  if (own.length === 0) return null;
  return html`<ul>${own.map(({ id, name, bytes }) => html`<li>${name}, ${Math.ceil(bytes / 1024)} KB <button type="submit" class="second" name="remove" value="${id}" formnovalidate>Remove ${name}</button></li>`)}</ul>`;
}

function commentFields(document: Document, content: Content, say: Say): Html {
  const commentOn = (section: string) =>
    content.comments.find((one) => one.document === document.id && one.section === section)?.text ?? '';
  const isOpen = document.sections.some(({ id }) => commentOn(id) !== '');
  return html`<details${isOpen && html` open`}><summary>Comment on sections of “${say(document.title)}” (optional)</summary>
${document.sections.map((section) => {
  const id = fieldId(`/comments/${document.id}/${section.id}`);
  return html`<div class="field"><label class="question" for="${id}">${say(section.title)}</label><textarea id="${id}" name="c.${document.id}.${section.id}" maxlength="5000">${'\n'}${commentOn(section.id)}</textarea></div>`;
})}</details>`;
}

function respondentFields(
  consultation: Consultation,
  { respondent }: Content,
  problems: readonly FieldProblem[],
  say: Say,
): Html {
  const kinds = consultation.plan.kinds ?? [];
  const line = (
    name: 'organisation' | 'name' | 'email',
    label: string,
    type: 'text' | 'email',
    complete: string,
  ) => {
    const pointer = `/respondent/${name}`;
    const problem = problems.find((one) => one.pointer === pointer);
    const id = fieldId(pointer);
    return html`<div class="field${problem ? ' wrong' : ''}"><label class="question" for="${id}">${label}</label>
${problem && html`<p class="problem" id="${id}-problem">Problem: ${problem.detail}</p>`}
<input type="${type}" id="${id}" name="${name}" value="${respondent[name] ?? ''}" maxlength="200" autocomplete="${complete}"${problem && html` aria-invalid="true" aria-describedby="${id}-problem"`}></div>`;
  };
  return html`<fieldset class="options"><legend>You answer</legend>
${box('capacity', 'oneself', html`for yourself`, 'radio', respondent.capacity === 'oneself')}
${box('capacity', 'organisation', html`for an organisation`, 'radio', respondent.capacity === 'organisation')}</fieldset>
${line('organisation', 'Organisation, if you answer for one', 'text', 'organization')}
${
  kinds.length > 0 &&
  html`<div class="field"><label class="question" for="${fieldId('/respondent/kind')}">You answer as (optional)</label>
<select id="${fieldId('/respondent/kind')}" name="kind"><option value="">not said</option>${kinds.map(({ id, label }) => html`<option value="${id}"${respondent.kind === id && html` selected`}>${say(label)}</option>`)}</select></div>`
}
${line('name', 'Your name (only needed if it may be published)', 'text', 'name')}
${line('email', 'E-mail (optional; never published)', 'email', 'email')}`;
}

function useFields({ publish, quote }: Content): Html {
  return html`<fieldset class="options"><legend>May your answer be published?</legend>
${box('publish', 'confidential', html`No: it is read and counted, and not published`, 'radio', publish === 'confidential')}
${box('publish', 'anonymous', html`Yes, without your name or your organisation’s`, 'radio', publish === 'anonymous')}
${box('publish', 'named', html`Yes, with your name, or your organisation’s`, 'radio', publish === 'named')}</fieldset>
<fieldset class="options"><legend>May the response quote your words?</legend>
${box('quote', 'yes', html`Yes, some words of my answer may be quoted`, 'checkbox', quote)}</fieldset>
<p class="hint">Files that you send are read by those who run the consultation and are not published.</p>`;
}

/** What a receipt or a record says, for people: each question with its answer. */
export function contentShown(
  consultation: Pick<Consultation, 'plan'>,
  documents: readonly Document[],
  content: Pick<Content, 'answers' | 'comments'>,
  language: string,
): Html {
  const { plan } = consultation;
  const say = (value: Words) => words(value, language, plan.languages);
  return html`${plan.questions.map((question) => {
    const value = content.answers[question.id];
    return value === undefined
      ? null
      : html`<h3>${say(question.title)}</h3>${valueShown(question, value, plan.languages, language)}`;
  })}
${content.comments.map(({ document, section, text }) => {
  const found = documents.find(({ id }) => id === document)?.sections.find(({ id }) => id === section);
  return html`<h3>On the section “${found ? say(found.title) : section}”</h3>${paragraphs(text)}`;
})}`;
}

function valueShown(question: Question, value: Value, languages: readonly string[], language: string): Html {
  if (question.kind === 'choice' || question.kind === 'ranking') {
    const labels = (Array.isArray(value) ? value : []).map((id) => {
      const option = question.options.find((one) => one.id === id);
      return option ? said(option.label, language, languages).text : id;
    });
    const items = labels.map((label) => html`<li>${label}</li>`);
    return question.kind === 'ranking' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
  }
  if (question.kind === 'scale' && value === null) return html`<p>I do not know</p>`;
  return typeof value === 'string' ? paragraphs(value) : html`<p>${String(value)}</p>`;
}
