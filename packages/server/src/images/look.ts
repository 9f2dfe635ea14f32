import { hash } from 'node:crypto';
import { createPdqHasher, type PdqHasher, type Turn, toHex } from '@safeward/matching';
import { type DecodeLimits, decodeImage, type ImageFault } from './decode.ts';

/** What one look at a file finds, before anything known is asked. */
export interface Looked {
  readonly digests: { readonly md5: string; readonly sha1: string; readonly sha256: string };
  readonly image:
    | {
        readonly ok: true;
        /** Of the image as it is, turned and mirrored: 64 hexadecimal digits each. */
        readonly hashes: readonly (readonly [turn: Turn, pdq: string])[];
        /** 0 to 100. */
        readonly quality: number;
        /** The file says where it was taken. */
        readonly location: boolean;
      }
    | { readonly ok: false; readonly fault: ImageFault };
}

let hasher: Promise<PdqHasher> | undefined;

/** Digests, hashes and the rest of one file. What cannot be decoded still has digests. */
export async function look(bytes: Uint8Array, limits: DecodeLimits): Promise<Looked> {
  const digests = { md5: hash('md5', bytes), sha1: hash('sha1', bytes), sha256: hash('sha256', bytes) };
  const decoded = await decodeImage(bytes, { limits });
  if (!decoded.ok) return { digests, image: decoded };
  hasher ??= createPdqHasher();
  const { hashes, quality } = (await hasher).turns(decoded.pixels);
  const turned = (Object.entries(hashes) as [Turn, Uint8Array][]).map(
    ([turn, pdq]) => [turn, toHex(pdq)] as const,
  );
  return { digests, image: { ok: true, hashes: turned, quality, location: decoded.location } };
}
