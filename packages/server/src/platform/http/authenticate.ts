import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Keyring, Scope, Verdict } from '../keys/index.ts';
import type { Refusal } from '../problem/problem.ts';
import { statedDeadline } from './deadline.ts';
import { HTTP_PROBLEMS } from './problems.ts';
import { sendProblem } from './reply.ts';

/**
 * Lets a request pass that carries a key with the scope its route asks for: `Authorization: Bearer sw_…` or
 * `x-api-key: sw_…`. Runs before the body is read, so that a stranger's megabyte is not.
 */
export function authenticate(keyring: Keyring) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const access = request.routeOptions.config.doc?.access;
    // Without a route there is nothing to protect: the answer is 404 or 405.
    if (access === undefined || access === 'public') {
      done();
      return;
    }
    const conclude = (verdict: Verdict): void => {
      if (verdict.kind === 'granted') {
        request.caller = verdict;
        done();
      } else sendProblem(reply, refusalFor(verdict.kind, access));
    };
    const deadline = statedDeadline(request);
    // Most of a deadline is for the decision; a key that was good a moment ago need not wait to be found good again.
    const verdict = keyring.check(presentedKey(request), access, deadline && deadline / 4);
    if (verdict instanceof Promise) verdict.then(conclude, done);
    else conclude(verdict);
  };
}

function refusalFor(kind: Exclude<Verdict['kind'], 'granted'>, scope: Scope): Refusal {
  switch (kind) {
    case 'unknown':
      return {
        kind: HTTP_PROBLEMS.unauthenticated,
        detail: 'Send Authorization: Bearer <key>. Keys are made with: safeward keys create',
        headers: { 'www-authenticate': 'Bearer realm="safeward"' },
      };
    case 'lacks_scope':
      return {
        kind: HTTP_PROBLEMS.lacksScope,
        detail: `This needs a key with the scope “${scope}”.`,
        headers: {
          'www-authenticate': `Bearer realm="safeward", error="insufficient_scope", scope="${scope}"`,
        },
      };
    case 'unverifiable':
      return { kind: HTTP_PROBLEMS.unverifiable, headers: { 'retry-after': '1' } };
  }
}

function presentedKey(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined)
    return /^bearer /i.test(authorization) ? authorization.slice('bearer '.length).trim() : undefined;
  const key = request.headers['x-api-key'];
  if (typeof key === 'string') return key;
  return request.routeOptions.config.doc?.foreign?.keyOf?.(request);
}
