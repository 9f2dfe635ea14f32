import { DEFAULT_LIMITS, type Limits } from '@safeward/engine';
import type { Static } from 'typebox';
import type { App } from '../platform/http/app.ts';
import { bodyReader } from '../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import type { FieldProblem } from '../platform/problem/problem.ts';
import { normalised } from './bank.ts';
import type { FollowedBanks } from './follow.ts';
import { hashImage } from './images/hash.ts';
import { BANK_PROBLEMS } from './problems.ts';
import { AnsweredSchema, AskedSchema, MOST_ITEMS } from './schema.ts';

/** A file of 16 MB in base64, or several small ones. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, totalBytes: 24 * 1024 * 1024 };
const readAsked = bodyReader(AskedSchema, LIMITS);
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
  if (!BASE64.test(item.image))
    return refused('unreadableImage', 'not_base64', `/items/${n}/image`, 'is not base64');
  const hashing = await hashImage(Buffer.from(item.image, 'base64'));
  if (!hashing.ok) return refused('unreadableImage', hashing.fault, `/items/${n}/image`, `cannot be read`);
  const { pdq, quality } = hashing;
  return { item: { pdq, quality, matches: [...banks.match('pdq', pdq, options)] } };
}

function refused(
  kind: 'invalidEntries' | 'unreadableImage',
  code: string,
  pointer: string,
  detail: string,
): Answer {
  return { kind, error: { code, pointer, detail } };
}
