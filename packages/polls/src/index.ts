export {
  type Claim,
  type ClaimCell,
  type ClaimFindings,
  checkClaim,
  claimFault,
  type Group,
  withClaim,
} from './claim/claim.ts';
export { type Counted, countData, type Table } from './data/count.ts';
export { readCsv, type TableEvent } from './data/csv.ts';
export { type RowWeight, rowWeights } from './data/row-weights.ts';
export { ABOUT_FIELDS, type About } from './design/about.ts';
export {
  type Codebook,
  columnsAlone,
  parseCodebook,
  type Question,
  readCodebook,
} from './design/codebook.ts';
export { parseTargets, readTargets, type Targets } from './design/targets.ts';
export type { AnswerFigure, BreakColumn, Cells, QuestionFigures } from './figures/figure.ts';
export type { RaoScott } from './figures/rao-scott.ts';
export { type Parsed, PROBLEM_KINDS, type Problem, type ProblemKind } from './problem.ts';
export { type TablesJson, type TestAsked, tablesJson, usualTest } from './report.ts';
export { chartOf } from './table/chart.ts';
export { notesCsv, tablesCsv } from './table/csv.ts';
export { tablesHtml } from './table/html.ts';
export { safeCell, toCsvCell } from './table/safe-cell.ts';
export { type Sheet, sheetsOf } from './table/sheet.ts';
export { tablesXlsx } from './table/xlsx.ts';
export { type Tabulated, type TabulateOptions, tabulate, testOf } from './tabulate.ts';
export type { Bounds } from './weight/trim.ts';
export { type ConvergenceReport, type Weighted, type WeightsSummary, weigh } from './weight/weigh.ts';
