import { DEFAULT_LIMITS, type Limits } from '@safeward/engine';
import type { Static } from 'typebox';
import { DEFAULT_DECODE_LIMITS, hashImage } from '../images/index.ts';
import type { App } from '../platform/http/app.ts';
import { bodyReader } from '../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { fetchOutside } from '../platform/outside/index.ts';
import type { FieldProblem } from '../platform/problem/problem.ts';
import { normalised } from './bank.ts';
import type { FollowedBanks } from './follow.ts';
import { BANK_PROBLEMS } from './problems.ts';
import { AnsweredSchema, AskedSchema, MOST_ITEMS } from './schema.ts';

/** A file of 16 MB in base64, or several small ones. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, totalBytes: 24 * 1024 * 1024 };
const readAsked = bodyReader(AskedSchema, LIMITS);
/** Whoever may ask names the address, so it never leads into our own network. */
const FETCH = { maxBytes: DEFAULT_DECODE_LIMITS.bytes, timeoutMs: 5_000, allowPrivate: false } as const;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

type Item = Static<typeof AskedSchema>['items'][number];
type Answered = Static<typeof AnsweredSchema>['items'][number];

/** What is known of hashes, digests, words and images. */
export function matchRoutes(app: App, { banks }: { readonly banks: FollowedBanks }): void {
  app.post(
    '/v1/banks/match',
    {
      bodyLimit: LIMITS.totalBytes,
      config: {
        doc: {
          access: 'decide',
          tag: 'Banks of what is known',
          summary: `Ask what is known of up to ${MOST_ITEMS} things`,
          description:
            'Images are hashed here, by their first frame, and not kept. Nothing is decided and nothing recorded. All are answered, or the first that cannot be read is named.',
          body: {
            schema: AskedSchema,
            example: { items: [{ kind: 'phrase', value: 'Send the fee to release your parcel' }] },
          },
          answers: { 200: { description: 'In the order of the items.', schema: AnsweredSchema } },
          refusals: [
            HTTP_PROBLEMS.malformed,
            HTTP_PROBLEMS.invalidBody,
            BANK_PROBLEMS.invalidEntries,
            BANK_PROBLEMS.unreadableImage,
          ],
        },
      },
    },
    async (request, reply) => {
      const body = readAsked(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const items: Answered[] = [];
      for (const [n, item] of body.value.items.entries()) {
        const answered = await answer(banks, item, n);
        if ('kind' in answered)
          return sendProblem(reply, { kind: BANK_PROBLEMS[answered.kind], errors: [answered.error] });
        items.push(answered.item);
      }
      return sendJson(reply, JSON.stringify({ items }));
    },
  );
}

type Answer =
  | { readonly item: Answered }
  | { readonly kind: 'invalidEntries' | 'unreadableImage'; readonly error: FieldProblem };

async function answer(banks: FollowedBanks, item: Item, n: number): Promise<Answer> {
  const options = item.radius === undefined ? {} : { radius: item.radius };
  if ('value' in item) {
    const value = normalised(item.kind, item.value);
    if (!value.ok) return refused('invalidEntries', 'invalid_value', `/items/${n}/value`, value.detail);
    return { item: { matches: [...banks.match(item.kind, value.value, options)] } };
  }
  const place = 'image' in item ? `/items/${n}/image` : `/items/${n}/url`;
  const file = 'image' in item ? fromBase64(item.image) : await fetched(item.url);
  if ('code' in file) return refused('unreadableImage', file.code, place, file.detail);
  const hashing = await hashImage(file.bytes);
  if (!hashing.ok) return refused('unreadableImage', hashing.fault, place, 'cannot be read');
  const { pdq, quality } = hashing;
  return { item: { pdq, quality, matches: [...banks.match('pdq', pdq, options)] } };
}

type File = { readonly bytes: Uint8Array } | { readonly code: string; readonly detail: string };

function fromBase64(text: string): File {
  if (!BASE64.test(text)) return { code: 'not_base64', detail: 'is not base64' };
  return { bytes: Buffer.from(text, 'base64') };
}

async function fetched(url: string): Promise<File> {
  const answer = await fetchOutside({ url, ...FETCH });
  return answer.kind === 'fetched'
    ? { bytes: answer.bytes }
    : { code: 'not_fetched', detail: `was not fetched: ${answer.reason}` };
}

function refused(
  kind: 'invalidEntries' | 'unreadableImage',
  code: string,
  pointer: string,
  detail: string,
): Answer {
  return { kind, error: { code, pointer, detail } };
}
