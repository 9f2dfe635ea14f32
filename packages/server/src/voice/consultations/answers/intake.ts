import { inTransaction, type Pool, type PoolClient } from '../../../platform/database/index.ts';
import { sortableId } from '../../../platform/id/sortable-id.ts';
import type { FieldProblem } from '../../../platform/problem/problem.ts';
import type { Attachment, Files } from '../attachments.ts';
import { type Consultation, isInTime, stateAt } from '../consultation.ts';
import type { Document } from '../documents/document.ts';
import type { Act } from '../lifecycle.ts';
import { CONSULTATION_PROBLEMS } from '../problems.ts';
import { fine, type Result, refused } from '../result.ts';
import { currentDocuments, lockConsultation } from '../store.ts';
import { type Channel, hashLink, originOf } from './answer.ts';
import { type Content, contentProblems } from './content.ts';
import { type AnswerRecord, type Receipt, receiptOf, seal } from './record.ts';
import {
  type Answer,
  addAttachments,
  attachmentsOf,
  deleteDraft,
  eraseAnswer,
  findAnswer,
  findByLink,
  insertEntered,
  markReceived,
  saveDraft,
} from './store.ts';

/** What a commitment is handed to, in the transaction that makes it true: the evidence log, where there is one. */
export type HandLeaf = (client: PoolClient, leaf: Leaf) => Promise<void>;

/** What is proven of an answer for good; nothing of what it says. */
export interface Leaf {
  readonly kind: 'consultation.answer' | 'consultation.withdrawal';
  readonly consultation: string;
  readonly answer: string;
  /** Hex. */
  readonly commitment: string;
  /** RFC 3339. */
  readonly at: string;
}

/** What came of saving or sending a form. */
export type Outcome =
  | { readonly kind: 'saved'; readonly answer: Answer; readonly attachments: readonly Attachment[] }
  /** Kept as a draft, for something is missing or wrong. */
  | {
      readonly kind: 'incomplete';
      readonly answer: Answer;
      readonly attachments: readonly Attachment[];
      readonly problems: readonly FieldProblem[];
    }
  /** Kept as a draft, for it came when the consultation was closed: sent again it counts if that is extended. */
  | { readonly kind: 'late'; readonly answer: Answer; readonly receivedAt: number }
  /** `isNew` is false where the same form was sent before. */
  | { readonly kind: 'received'; readonly receipt: Receipt; readonly isNew: boolean };

export interface Arrived {
  readonly link: string;
  readonly content: Content;
  /** What reading the form found wrong already. */
  readonly problems: readonly FieldProblem[];
  readonly files: readonly Attachment[];
  /** Whether it is to count, or only to be kept. */
  readonly send: boolean;
  /** When the request had begun to arrive, by the server's clock. */
  readonly at: number;
  readonly address: string;
}

/**
 * Takes what was filled in under a link. It is kept in any case, so that nobody writes something twice; sent in time
 * and complete it is an answer, and its sender has a receipt. The same form sent twice is one answer.
 */
export async function takeForm(
  pool: Pool,
  called: string,
  { link, content, problems, files, send, at, address }: Arrived,
  handLeaf: HandLeaf,
): Promise<Result<Outcome>> {
  return inTransaction(pool, async (client) => {
    const consultation = await lockConsultation(client, called, 'share');
    if (consultation === null || !mayAnswer(consultation, at))
      return refused({ kind: CONSULTATION_PROBLEMS.notFound });
    const linkHash = hashLink(link);
    const known = await findByLink(client, consultation.id, linkHash, true);
    if (known?.sealed) return fine({ kind: 'received', receipt: receiptOf(known.sealed), isNew: false });
    if (known?.withdrawnAt != null) return refused({ kind: CONSULTATION_PROBLEMS.noAnswer });
    const id = known?.id ?? `ans_${sortableId(at)}`;
    await saveDraft(client, { id, consultation: consultation.id, linkHash, draft: content, at });
    // Two forms under one new link may come at once; the row's lock puts one after the other.
    const answer = await findByLink(client, consultation.id, linkHash, true);
    if (answer?.sealed) return fine({ kind: 'received', receipt: receiptOf(answer.sealed), isNew: false });
    if (!answer || answer.withdrawnAt !== null) return refused({ kind: CONSULTATION_PROBLEMS.noAnswer });
    await addAttachments(client, answer.id, files, at);
    const attachments = await attachmentsOf(client, answer.id);
    if (!send && problems.length === 0) return fine({ kind: 'saved', answer, attachments });
    const documents = await currentDocuments(client, consultation.id);
    const wrong = [
      ...problems,
      ...(send ? contentProblems(consultation.plan, documents, content, counts(attachments)) : []),
    ];
    if (wrong.length > 0) return fine({ kind: 'incomplete', answer, attachments, problems: wrong });
    if (!isInTime(consultation, at)) return fine({ kind: 'late', answer, receivedAt: at });
    const record = recordOf(consultation, documents, content, attachments, {
      id: answer.id,
      channel: 'page',
      at,
    });
    const sealed = seal(record);
    const { originSecret } = consultation;
    const origin = originSecret && originOf(address, originSecret);
    await markReceived(client, answer.id, { sealed, at, origin });
    const receipt = receiptOf(sealed);
    await handLeaf(client, leafOf('consultation.answer', receipt, at));
    return fine({ kind: 'received', receipt, isNew: true });
  });
}

/** While it is open, and while an extension may still open it again. */
export function mayAnswer(consultation: Consultation, at: number): boolean {
  const state = stateAt(consultation, at);
  return state === 'open' || state === 'closed';
}

/** Staff enter what came by e-mail or on paper, in time by its own date, with the scan as a file. */
export async function enterAnswer(
  pool: Pool,
  called: string,
  entered: {
    readonly content: Content;
    readonly channel: Exclude<Channel, 'page'>;
    readonly receivedAt: number;
    readonly files: readonly Attachment[];
  },
  act: Act,
  handLeaf: HandLeaf,
): Promise<Result<Receipt>> {
  return inTransaction(pool, async (client) => {
    const consultation = await lockConsultation(client, called, 'share');
    if (consultation === null) return refused({ kind: CONSULTATION_PROBLEMS.notFound });
    const state = stateAt(consultation, act.at);
    if (state !== 'open' && state !== 'closed')
      return refused({ kind: CONSULTATION_PROBLEMS.wrongState, detail: `It is “${state}”.` });
    const { content, channel, receivedAt, files } = entered;
    const documents = await currentDocuments(client, consultation.id);
    // The scan of a paper belongs to no question; the rest is checked as on the page.
    const ofQuestions = files.filter(({ question }) => question !== SCAN);
    const errors = [
      ...contentProblems(consultation.plan, documents, content, counts(ofQuestions)),
      ...(isInTime(consultation, receivedAt) && receivedAt <= act.at
        ? []
        : [{ code: 'not_in_time', pointer: '/received_at', detail: 'is not while it was open' }]),
    ];
    if (errors.length > 0) return refused({ kind: CONSULTATION_PROBLEMS.invalidAnswer, errors });
    const id = `ans_${sortableId(act.at)}`;
    const sealed = seal(recordOf(consultation, documents, content, files, { id, channel, at: receivedAt }));
    await insertEntered(client, { id, consultation: consultation.id, sealed, receivedAt, channel, ...act });
    await addAttachments(client, id, files, act.at);
    const receipt = receiptOf(sealed);
    await handLeaf(client, leafOf('consultation.answer', receipt, receivedAt));
    return fine(receipt);
  });
}

/** Under what name the scan of a paper stands among the files of an answer. */
export const SCAN = 'scan';

/**
 * Takes back an answer, or throws away a draft. Can be done until the response is published; what was published of
 * it by then is gone from our pages as well.
 */
export async function withdraw(
  pool: Pool,
  files: Files,
  called: string,
  by: { readonly link: string } | { readonly answer: string },
  at: number,
  handLeaf: HandLeaf,
): Promise<Result<{ readonly commitment: string | null }>> {
  const done = await inTransaction(pool, async (client) => {
    const consultation = await lockConsultation(client, called, 'share');
    if (consultation === null) return refused({ kind: CONSULTATION_PROBLEMS.notFound });
    const answer = await lockAnswer(client, consultation.id, by);
    if (answer === null || answer.withdrawnAt !== null)
      return refused({ kind: CONSULTATION_PROBLEMS.noAnswer });
    const { id, commitment } = answer;
    if (commitment === null) return fine({ commitment, gone: await deleteDraft(client, id) });
    const gone = await eraseAnswer(client, id, at);
    await handLeaf(client, {
      kind: 'consultation.withdrawal',
      consultation: consultation.id,
      answer: id,
      commitment,
      at: new Date(at).toISOString(),
    });
    return fine({ commitment, gone });
  });
  if (!done.ok) return done;
  await files.remove(done.value.gone);
  return fine({ commitment: done.value.commitment });
}

async function lockAnswer(
  client: PoolClient,
  consultation: string,
  by: { readonly link: string } | { readonly answer: string },
): Promise<Answer | null> {
  return 'link' in by
    ? findByLink(client, consultation, hashLink(by.link), true)
    : findAnswer(client, consultation, by.answer);
}

function counts(attachments: readonly Attachment[]): ReadonlyMap<string, number> {
  return new Map(
    [...Map.groupBy(attachments, ({ question }) => question)].map(([id, all]) => [id, all.length]),
  );
}

function recordOf(
  consultation: Consultation,
  documents: readonly Document[],
  content: Content,
  attachments: readonly Attachment[],
  { id, channel, at }: { readonly id: string; readonly channel: Channel; readonly at: number },
): AnswerRecord {
  return {
    ...content,
    v: 1,
    answer: id,
    consultation: consultation.id,
    channel,
    received_at: new Date(at).toISOString(),
    closes_at: new Date(consultation.closesAt ?? at).toISOString(),
    documents: Object.fromEntries(documents.map((one) => [one.id, one.version])),
    attachments: attachments.map(({ question, name, type, bytes, sha256 }) => ({
      question,
      name,
      type,
      bytes,
      sha256,
    })),
  };
}

function leafOf(kind: Leaf['kind'], { consultation, answer, commitment }: Receipt, at: number): Leaf {
  return { kind, consultation, answer, commitment, at: new Date(at).toISOString() };
}
