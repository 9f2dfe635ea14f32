import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Scope } from '../keys/index.ts';
import type { ProblemKind, Refusal } from '../problem/problem.ts';

/** Who may call a route. */
export type Access = Scope | 'public';

export interface AnswerDoc {
  readonly description: string;
  readonly schema?: TSchema;
  /** `application/json` unless said otherwise. */
  readonly type?: string;
}

/** How a route speaks that is not of our API: the clients of another one have to understand it as it is. */
export interface ForeignRoute {
  /** Where its clients put the key, beside where ours do. */
  readonly keyOf?: (request: FastifyRequest) => string | undefined;
  /** Every refusal in the other API's own form, those of the platform included. */
  readonly refuse: (refusal: Refusal, requestId: string) => ForeignAnswer;
}

export interface ForeignAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What a route says of itself, in its Fastify `config`: who may call it, and what the API document and page
 * tell about it. A body is described here rather than in Fastify's `schema`, for it is parsed by the area,
 * from the raw bytes.
 */
export interface RouteDoc {
  readonly access: Access;
  /** Under which heading it stands in the API document. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: {
    readonly schema: TSchema;
    readonly example: unknown;
    /** `application/json` unless said otherwise. */
    readonly type?: string;
  };
  /** Whether it honours the header `Idempotency-Key`: the same request again is not done again. */
  readonly idempotent?: true;
  readonly answers: Readonly<Record<number, AnswerDoc>>;
  /** Beside those that every route can answer with. */
  readonly refusals?: readonly ProblemKind[];
  readonly foreign?: ForeignRoute;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    doc?: RouteDoc;
  }
}

/** A route as it was registered. */
export interface RegisteredRoute {
  readonly method: string;
  /** As in Fastify: `/v1/decisions/:id`. */
  readonly url: string;
  readonly doc: RouteDoc;
  readonly query?: TSchema;
  readonly params?: TSchema;
}
