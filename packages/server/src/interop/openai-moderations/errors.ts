import type { ForeignAnswer } from '../../platform/http/route.ts';
import type { Refusal } from '../../platform/problem/problem.ts';

/** What is wrong with a request, as OpenAI says it. */
export interface ModerationError {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

/** The `openai` package sends again what it takes for passing trouble: of what will be refused again it is told not to. */
export const NO_RETRY = { 'x-should-retry': 'false' } as const;

export function errorBody({ message, type, param, code }: ModerationError): string {
  return JSON.stringify({ error: { message, type, param, code } });
}

const TYPES: Readonly<Record<number, readonly [type: string, code: string | null]>> = {
  401: ['invalid_request_error', 'invalid_api_key'],
  403: ['invalid_request_error', 'insufficient_permissions'],
  429: ['requests', 'rate_limit_exceeded'],
  500: ['server_error', null],
  503: ['server_error', null],
};

/** A refusal of the platform in OpenAI's form. */
export function refuse({ kind, detail }: Refusal): ForeignAnswer {
  const [type, code] = TYPES[kind.status] ?? ['invalid_request_error', null];
  return {
    status: kind.status,
    type: 'application/json; charset=utf-8',
    body: errorBody({ status: kind.status, message: detail ?? kind.title, type, param: null, code }),
    // Whoever asks too often, or finds us busy, does well to come again.
    ...(kind.status !== 429 && kind.status < 500 && { headers: NO_RETRY }),
  };
}
