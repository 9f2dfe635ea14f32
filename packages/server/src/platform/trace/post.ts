/** What came of one try to export. */
export type Exported =
  | { readonly kind: 'taken'; readonly answer: string }
  /** It may be taken if it is sent again. */
  | { readonly kind: 'later'; readonly problem: string; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly problem: string };

/** Of an answer, in bytes; there is nothing in it but counts and a sentence. */
const ANSWER_MAX = 64 * 1024;
/** Which answers mean “again later” (OTLP, “Retryable Response Codes”). */
const AGAIN = new Set([429, 502, 503, 504]);
const LATEST_MS = 60_000;

/** Posts an export. Never throws. */
export async function postSpans(url: string, body: string, timeoutMs: number): Promise<Exported> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = await readSome(response);
    if (response.ok) return { kind: 'taken', answer };
    const problem = `answered ${response.status}`;
    if (!AGAIN.has(response.status)) return { kind: 'refused', problem };
    return { kind: 'later', problem, afterMs: pauseIn(response.headers.get('retry-after')) };
  } catch (error) {
    return { kind: 'later', problem: reasonOf(error), afterMs: null };
  }
}

/** The answer as far as it is of interest. What is not read would keep the connection from being used again. */
async function readSome(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > ANSWER_MAX) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function pauseIn(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header) ? Math.min(Number(header) * 1_000, LATEST_MS) : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  // What fetch itself says is always the same; why is in its cause.
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
