import type { Pool, PoolClient } from '../../../platform/database/index.ts';
import { findOne, loadSources } from '../../../practices/index.ts';
import type { Apart } from '../apart/apart.ts';
import { type Act, changing } from '../lifecycle.ts';
import type { DocumentPlan } from '../plan.ts';
import { CONSULTATION_PROBLEMS } from '../problems.ts';
import { fine, type Result, refused } from '../result.ts';
import { currentDocuments, insertDocument, removeDocument, tell } from '../store.ts';
import type { Document, DocumentBody } from './document.ts';

/**
 * Stores a document. Of a draft it takes the place of the one before; once the consultation is open it is another
 * version beside it, and everybody is told why.
 */
export async function storeDocument(
  pool: Pool,
  apart: Apart,
  called: string,
  id: string,
  { document, reason }: { readonly document: DocumentPlan; readonly reason: string },
  act: Act,
): Promise<Result<Document>> {
  const read = await readDocument(pool, apart, document);
  if (!read.ok) return read;
  const body = read.value;
  return changing(pool, called, ['draft', 'open'], act, async (client, consultation) => {
    const isOpen = consultation.opensAt !== null && consultation.opensAt <= act.at;
    const before = (await currentDocuments(client, consultation.id)).find((one) => one.id === id);
    if (isOpen && before === undefined)
      return refused({
        kind: CONSULTATION_PROBLEMS.wrongState,
        detail: 'It is open: a document can have another version, but none can be added.',
      });
    if (isOpen && reason === '')
      return refused({
        kind: CONSULTATION_PROBLEMS.invalidDocument,
        errors: [{ code: 'missing', pointer: '/reason', detail: 'is needed: the consultation is open' }],
      });
    if (!isOpen) await removeDocument(client, consultation.id, id);
    const version = isOpen ? (before?.version ?? 0) + 1 : 1;
    await insertDocument(client, consultation.id, {
      id,
      version,
      reason: isOpen ? reason : '',
      ...act,
      body,
    });
    if (isOpen)
      await tell(client, consultation.id, {
        kind: 'document_changed',
        ...act,
        detail: { id, version, reason },
      });
    return fine(await stored(client, consultation.id, id));
  });
}

async function stored(client: PoolClient, consultation: string, id: string): Promise<Document> {
  const found = (await currentDocuments(client, consultation)).find((one) => one.id === id);
  if (found === undefined) throw new Error('the document is gone');
  return found;
}

async function readDocument(pool: Pool, apart: Apart, document: DocumentPlan): Promise<Result<DocumentBody>> {
  switch (document.kind) {
    case 'text': {
      const ids = document.sections.map(({ id }) => id);
      const twice = ids.findIndex((id, n) => ids.indexOf(id) < n);
      if (twice < 0) return fine(document);
      return refused({
        kind: CONSULTATION_PROBLEMS.invalidDocument,
        errors: [
          { code: 'duplicate_id', pointer: `/document/sections/${twice}/id`, detail: 'is there twice' },
        ],
      });
    }
    case 'practice': {
      const found = await findOne(pool, document.practice);
      if (!found.ok) return pointed(found.refusal.kind, '/document/practice');
      const before = document.before === undefined ? null : await findOne(pool, document.before);
      if (before !== null && !before.ok) return pointed(before.refusal.kind, '/document/before');
      const files = await loadSources(pool, found.value.hash);
      const filesBefore = before && (await loadSources(pool, before.value.hash));
      if (files === null) throw new Error('a practice without files');
      const { sections, changes } = await apart({ task: 'sections', files, before: filesBefore });
      return fine({
        kind: 'practice',
        title: document.title,
        practice: found.value.practice,
        ...(before && { before: before.value.practice, changes }),
        sections,
      });
    }
  }
}

function pointed(kind: { readonly code: string; readonly title: string }, pointer: string) {
  return refused({
    kind: CONSULTATION_PROBLEMS.invalidDocument,
    errors: [{ code: kind.code, pointer, detail: `names no one version: ${kind.title}` }],
  });
}
