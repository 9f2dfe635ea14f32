import type { RowFaults } from './faults.ts';
import type { Plan, QuestionPlan } from './plan.ts';

/** Adds what a row answers to the counts of its profile, or to nothing where `counts` is null: faults are noted either way. */
export type AddAnswers = (
  cells: readonly string[],
  row: number,
  counts: Uint32Array | null,
  faults: RowFaults,
) => void;

/** The rules: an empty field is no answer and stays out of the base; a value that the codebook does not have is a fault. */
export function answersOf(plan: Plan): AddAnswers {
  const { missing } = plan;
  return (cells, row, counts, faults) => {
    for (const question of plan.questions) {
      const { askedIf } = question;
      if (askedIf !== null && !askedIf.values.has(cells[askedIf.at]!)) {
        const answered = question.columns.find(({ at }) => cells[at] !== missing);
        if (answered !== undefined)
          faults.add({ kind: 'ANSWERED_UNASKED', row, column: answered.name, about: askedIf.name });
        continue;
      }
      if (question.question.type === 'multiple') addChosen(question, cells, row, counts, faults, missing);
      else {
        const { at, name } = question.columns[0]!;
        const value = cells[at]!;
        if (value === missing) continue;
        const code = codeOf(question, value);
        if (code < 0) faults.add({ kind: 'UNKNOWN_CATEGORY', row, column: name, about: value });
        else if (counts !== null) {
          counts[question.base]! += 1;
          counts[question.base + 1 + code]! += 1;
          const first = question.base + 1 + question.nets.length;
          for (const net of question.nets[code]!) counts[first + net]! += 1;
        }
      }
    }
  };
}

/** Up to here comparing a text with each answer is quicker than hashing it. */
const FEW = 12;

/** −1 for an answer that the question does not have. */
function codeOf({ question: { answers }, codes }: QuestionPlan, value: string): number {
  if (answers.length > FEW) return codes.get(value) ?? -1;
  for (let code = 0; code < answers.length; code++) if (answers[code] === value) return code;
  return -1;
}

function addChosen(
  { question, columns, base, rows, nets }: QuestionPlan,
  cells: readonly string[],
  row: number,
  counts: Uint32Array | null,
  faults: RowFaults,
  missing: string,
): void {
  let answered = 0;
  let hasFault = false;
  for (const { at, name } of columns) {
    const value = cells[at]!;
    if (value === missing) continue;
    answered += 1;
    if (value !== '0' && value !== '1') {
      hasFault = true;
      faults.add({ kind: 'UNKNOWN_CATEGORY', row, column: name, about: value });
    }
  }
  if (answered === 0) return;
  if (answered < columns.length) {
    const empty = columns.find(({ at }) => cells[at] === missing);
    faults.add({ kind: 'PARTLY_ANSWERED', row, column: empty?.name ?? '', about: question.id });
    return;
  }
  if (hasFault || counts === null) return;
  counts[base]! += 1;
  const inNet = rows.length > columns.length ? new Set<number>() : null;
  for (let code = 0; code < columns.length; code++) {
    if (cells[columns[code]!.at] !== '1') continue;
    counts[base + 1 + code]! += 1;
    for (const net of nets[code]!) inNet?.add(net);
  }
  // Whoever chose several answers of a net is in it once.
  for (const net of inNet ?? []) counts[base + 1 + columns.length + net]! += 1;
}
