import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import type { ForeignAnswer } from '../../platform/http/route.ts';
import type { Refusal } from '../../platform/problem/problem.ts';

const DETAIL_TYPE = 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error';
const JSON_TYPE = 'application/json; charset=utf-8';

export type ErrorType =
  | 'COMMENT_EMPTY'
  | 'COMMENT_TOO_LONG'
  | 'NO_REQUESTED_ATTRIBUTES'
  | 'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE'
  | 'LANGUAGE_DETECTION_FAILED'
  | 'INVALID_REQUEST';

/** What is wrong with a request, in Perspective's words. */
export interface PerspectiveError {
  readonly errorType: ErrorType;
  readonly message: string;
}

export function errorBody({ errorType, message }: PerspectiveError): string {
  const details = [{ '@type': DETAIL_TYPE, errorType }];
  return JSON.stringify({ error: { code: 400, message, status: 'INVALID_ARGUMENT', details } });
}

/** Google's own status for each of the platform's, by HTTP status. */
const STATUS: Readonly<Record<number, readonly [code: number, status: string]>> = {
  401: [403, 'PERMISSION_DENIED'],
  403: [403, 'PERMISSION_DENIED'],
  404: [404, 'NOT_FOUND'],
  405: [404, 'NOT_FOUND'],
  429: [429, 'RESOURCE_EXHAUSTED'],
  500: [500, 'INTERNAL'],
  503: [503, 'UNAVAILABLE'],
};

/** A refusal of the platform in the form of Google's APIs. */
export function refuse({ kind, detail }: Refusal): ForeignAnswer {
  const [code, status] = STATUS[kind.status] ?? [400, 'INVALID_ARGUMENT'];
  const message =
    kind === HTTP_PROBLEMS.unauthenticated
      ? 'API key not valid. Please pass a valid API key.'
      : (detail ?? kind.title);
  return { status: code, type: JSON_TYPE, body: JSON.stringify({ error: { code, message, status } }) };
}
