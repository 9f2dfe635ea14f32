import type { IncomingHttpHeaders } from 'node:http';

/** Compressed bodies are not taken: an event is small, and a bomb is what would mostly come. */
export function isEncoded(headers: IncomingHttpHeaders): boolean {
  const encoding = headers['content-encoding'];
  return encoding !== undefined && encoding.toLowerCase() !== 'identity';
}

export class EncodedBody extends Error {
  readonly code = 'encoded_body';
  readonly statusCode = 415;
}
