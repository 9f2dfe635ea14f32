import type { Pool } from '../../../platform/database/index.ts';
import type { FieldProblem } from '../../../platform/problem/problem.ts';
import { findOne, loadSources } from '../../../practices/index.ts';
import { themesOf } from '../analysis/store.ts';
import type { Apart } from '../apart/apart.ts';
import type { Consultation } from '../consultation.ts';
import { type Act, changing } from '../lifecycle.ts';
import { CONSULTATION_PROBLEMS } from '../problems.ts';
import { fine, type Result, refused } from '../result.ts';
import { documentVersions, findConsultation } from '../store.ts';
import type { Response } from './response-schema.ts';
import { putResponse } from './store.ts';

/**
 * Stores the response as far as it is written. What it says was changed is looked up: a measure that is the same in
 * both versions is no change.
 */
export async function saveResponse(
  pool: Pool,
  apart: Apart,
  called: string,
  response: Response,
  act: Act,
): Promise<Result<Response>> {
  const consultation = await findConsultation(pool, called);
  if (consultation === null) return refused({ kind: CONSULTATION_PROBLEMS.notFound });
  const checked = await Promise.all(
    response.rows.map((row, n) => completeChange(pool, apart, consultation, row.change, `/rows/${n}/change`)),
  );
  const errors = checked.flatMap((one) => (one.ok ? [] : one.problems));
  const rows = response.rows.map((row, n) => {
    const change = checked[n];
    return change?.ok ? { ...row, change: change.change } : row;
  });
  return changing(pool, called, ['closed', 'analysed'], act, async (client, { id }) => {
    const known = new Set((await themesOf(client, id)).map((theme) => theme.id));
    const seen = new Set<string>();
    const ofThemes = rows.flatMap(({ theme }, n): FieldProblem[] => {
      const at = `/rows/${n}/theme`;
      if (!known.has(theme))
        return [{ code: 'unknown_theme', pointer: at, detail: 'is not in the code frame' }];
      if (seen.has(theme)) return [{ code: 'duplicate_theme', pointer: at, detail: 'is answered twice' }];
      seen.add(theme);
      return [];
    });
    const all = [...ofThemes, ...errors];
    if (all.length > 0) return refused({ kind: CONSULTATION_PROBLEMS.invalidResponse, errors: all });
    const complete = { ...response, rows };
    await putResponse(client, id, complete, act);
    return fine(complete);
  });
}

type Change = Response['rows'][number]['change'];
type Checked =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

async function completeChange(
  pool: Pool,
  apart: Apart,
  { id }: Consultation,
  change: Change,
  at: string,
): Promise<Checked> {
  if (change.kind === 'none') return { ok: true, change };
  const versions = (await documentVersions(pool, id)).filter((one) => one.id === change.document);
  const [first] = versions;
  if (first === undefined)
    return wrong('unknown_document', `${at}/document`, 'is no document of this consultation');
  if (change.kind === 'document') {
    const section = (version: (typeof versions)[number] | undefined) =>
      JSON.stringify(version?.sections.find((one) => one.id === change.section));
    if (section(first) === section(versions.at(-1)))
      return wrong('unchanged', `${at}/section`, 'is the same as when the consultation opened');
    return { ok: true, change };
  }
  if (first.practice === undefined)
    return wrong('not_a_practice', `${at}/document`, 'is no code of practice');
  const found = await findOne(pool, change.practice);
  if (!found.ok)
    return wrong(found.refusal.kind.code, `${at}/practice`, 'names no one version that is stored');
  const [files, before] = await Promise.all([
    loadSources(pool, found.value.hash),
    loadSources(pool, hashIn(first.practice)),
  ]);
  if (files === null || before === null) throw new Error('a practice without files');
  const changed = await apart({ task: 'changed', files, before });
  const same = change.measures.filter((measure) => changed[measure] === undefined);
  if (same.length > 0)
    return {
      ok: false,
      problems: same.map((measure) => ({
        code: 'unchanged',
        pointer: `${at}/measures/${change.measures.indexOf(measure)}`,
        detail: `is in ${found.value.practice} as it was consulted on, or in neither`,
      })),
    };
  // Named for good: another version may be called the same later.
  const changes = change.measures.map((measure) => ({ measure, sentences: [...(changed[measure] ?? [])] }));
  return { ok: true, change: { ...change, practice: found.value.practice, changes } };
}

/** Of `name@version#sha256:…`. */
function hashIn(label: string): string {
  return label.slice(label.indexOf('#') + 1);
}

function wrong(code: string, pointer: string, detail: string): Checked {
  return { ok: false, problems: [{ code, pointer, detail }] };
}
