import type { Bounds, Codebook, Parsed, Targets } from '@safeward/polls';
import {
  type Claim,
  checkClaim,
  claimFault,
  columnsAlone,
  countData,
  type Problem,
  readCodebook,
  readCsv,
  readTargets,
  rowWeights,
  type Table,
  tablesCsv,
  tablesHtml,
  tablesJson,
  tabulate,
  usualTest,
  weigh,
  withClaim,
} from '@safeward/polls';

/** A poll as it is sent: the data as CSV text, the documents as JSON values. */
export interface PollInput {
  readonly data: string;
  readonly targets?: unknown;
  readonly codebook?: unknown;
  readonly trim?: readonly [number, number];
}

export type Format = 'json' | 'html' | 'csv';

export type Task = { readonly poll: PollInput } & (
  | { readonly kind: 'check' }
  | { readonly kind: 'weights' }
  | { readonly kind: 'tables'; readonly format: Format }
  | { readonly kind: 'claim'; readonly claim: Claim }
);

export type Done =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unclear'; readonly detail: string };

interface Usable {
  readonly targets: Targets | null;
  readonly codebook: Codebook | null;
}

/** Does what is asked of a poll. What comes of it is text already, ready to be sent. */
export async function work(task: Task): Promise<Done> {
  const { poll } = task;
  const table = tableOf(poll.data);
  const targets = poll.targets === undefined ? null : readTargets(poll.targets);
  const codebook = poll.codebook === undefined ? null : readCodebook(poll.codebook);
  const bounds = poll.trim === undefined ? null : { lower: poll.trim[0], upper: poll.trim[1] };
  const documents = [targets, codebook].flatMap((one) => (one === null || one.ok ? [] : one.problems));
  const usable = { targets: usableOf(targets), codebook: usableOf(codebook) };
  if (task.kind === 'check') return await check(table, usable, bounds, documents);
  if (documents.length > 0) return { kind: 'problems', problems: documents };
  switch (task.kind) {
    case 'weights':
      return await weights(table, usable, bounds);
    case 'tables':
      if (usable.codebook === null) throw new RangeError('tables are asked for with a codebook');
      return await tables(table, usable.codebook, usable.targets, bounds, task.format);
    case 'claim':
      if (usable.codebook === null) throw new RangeError('claims are asked for with a codebook');
      return await claim(table, usable.codebook, usable.targets, bounds, task.claim);
  }
}

const encoder = new TextEncoder();
const CHUNK = 1024 * 1024;

function tableOf(text: string): Table {
  return () =>
    readCsv(
      (async function* () {
        // Half a character at the end of a slice would not be one: slices end where a whole one does.
        for (let at = 0; at < text.length; ) {
          let end = Math.min(at + CHUNK, text.length);
          if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? '')) end += 1;
          yield encoder.encode(text.slice(at, end));
          at = end;
        }
      })(),
    );
}

function usableOf<T>(parsed: Parsed<T> | null): T | null {
  return parsed?.ok === true ? parsed.value : null;
}

async function check(
  table: Table,
  usable: Usable,
  bounds: Bounds | null,
  documents: readonly Problem[],
): Promise<Done> {
  const counted = await countData(table, usable);
  const weighted = counted.ok && documents.length === 0 ? weigh(counted.value, bounds) : null;
  const problems = [
    ...documents,
    ...(counted.ok ? [] : counted.problems),
    ...(weighted === null || weighted.ok ? [] : weighted.problems),
  ];
  const respondents = counted.ok && problems.length === 0 ? counted.value.respondents : null;
  return textOf({ ok: problems.length === 0, respondents, problems });
}

async function weights(table: Table, { targets, codebook }: Usable, bounds: Bounds | null): Promise<Done> {
  const columns = codebook === null ? null : columnsAlone(codebook);
  const counted = await countData(table, { codebook: columns, targets });
  if (!counted.ok) return { kind: 'problems', problems: counted.problems };
  const weighted = weigh(counted.value, bounds);
  if (!weighted.ok) return { kind: 'problems', problems: weighted.problems };
  const { summary } = weighted.value;
  const all = await Array.fromAsync(rowWeights(table, counted.value, weighted.value.weights));
  return textOf({ weights: all.flat(), deff: summary.deff, effective_base: summary.effectiveBase });
}

async function tables(
  table: Table,
  codebook: Codebook,
  targets: Targets | null,
  bounds: Bounds | null,
  format: Format,
): Promise<Done> {
  const tabulated = await tabulate(table, { codebook, targets, bounds });
  if (!tabulated.ok) return { kind: 'problems', problems: tabulated.problems };
  switch (format) {
    case 'html':
      return { kind: 'text', text: tablesHtml(tabulated.value) };
    case 'csv':
      return { kind: 'text', text: tablesCsv(tabulated.value) };
    case 'json': {
      const usual = usualTest(tabulated.value);
      return textOf(tablesJson(tabulated.value, usual === null ? [] : [usual]));
    }
  }
}

async function claim(
  table: Table,
  codebook: Codebook,
  targets: Targets | null,
  bounds: Bounds | null,
  asked: Claim,
): Promise<Done> {
  const fault = claimFault(codebook, asked);
  if (fault !== null) return { kind: 'unclear', detail: fault };
  const tabulated = await tabulate(table, { codebook: withClaim(codebook, asked), targets, bounds });
  if (!tabulated.ok) return { kind: 'problems', problems: tabulated.problems };
  return textOf(checkClaim(tabulated.value, asked));
}

function textOf(value: unknown): Done {
  return { kind: 'text', text: JSON.stringify(value) };
}
