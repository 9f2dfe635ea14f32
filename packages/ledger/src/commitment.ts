import { hash } from 'node:crypto';

/** Random characters of a salt, in the alphabet of base64url: 132 bits. */
export const SALT_LENGTH = 22;

/**
 * What a leaf says of one part of its record: SHA-256 of the salt, the part's name and its text, each on a line. Who
 * does not have the salt learns nothing of the text, however few texts it could be.
 *
 * @returns in unpadded base64url
 */
export function commitment(salt: string, name: string, text: string): string {
  return hash('sha256', `${salt}\n${name}\n${text}`, 'base64url');
}
