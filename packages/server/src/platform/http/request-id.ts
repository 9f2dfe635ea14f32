import type { IncomingMessage } from 'node:http';
import { sortableId } from '../id/sortable-id.ts';

const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** The caller's own id where it sent a sane one (it ends in our log), else a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : newRequestId();
}

export function newRequestId(): string {
  return `req_${sortableId(Date.now())}`;
}
