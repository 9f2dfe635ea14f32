const MAX_LENGTH = 255;
/** A string of RFC 9651, as the IETF's draft draft-ietf-httpapi-idempotency-key-header wants it … */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** … and without its quotes, as most who send it write it. */
const BARE = /^[\x21\x23-\x7e]+$/;

/** Reads the header `Idempotency-Key`; null where it is none, or one of more than 255 characters. */
export function parseName(header: string): string | null {
  const name = QUOTED.exec(header)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? (BARE.test(header) ? header : '');
  return name === '' || name.length > MAX_LENGTH ? null : name;
}
