/** What a test reads out of an answer: a decision, a list of them, a problem, or something of all that. */
export interface Body {
  readonly id: string;
  readonly event: string;
  readonly action: string;
  readonly until?: string;
  readonly reasons: readonly { readonly measure: string }[];
  readonly shadow?: readonly { readonly measure: string }[];
  readonly degraded?: readonly string[];
  readonly record: { readonly id: string } | null;
  readonly unrecorded?: true;
  readonly practice: string;
  readonly timing_ms?: { readonly signals?: number; readonly total: number };
  readonly decisions: readonly Body[];
  readonly next: string | null;
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly pointer?: string;
  readonly errors?: readonly { readonly code: string; readonly pointer: string }[];
  readonly request_id?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty where the answer is no JSON. */
  readonly json: Partial<Body>;
}

export interface Ask {
  readonly method?: string;
  /** Sent as it is where it is text or bytes, else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a running server as a service would. */
export interface Client {
  readonly url: string;
  readonly key: string;
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** @param query with its question mark */
  decide(event: unknown, query?: string): Promise<Answer>;
}

/** @param key none where it is empty */
export function connect(url: string, key: string): Client {
  async function ask(path: string, { method, body, headers = {} }: Ask = {}): Promise<Answer> {
    const response = await fetch(url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(key !== '' && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: asBody(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: readJson(text) };
  }
  return { url, key, ask, decide: (event, query = '') => ask(`/v1/decisions${query}`, { body: event }) };
}

function asBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}

function readJson(text: string): Partial<Body> {
  try {
    return JSON.parse(text) as Partial<Body>;
  } catch {
    return {};
  }
}
