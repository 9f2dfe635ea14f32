import { KNOWN_TYPES } from '@safeward/ledger';
import { expect, it } from 'vitest';
import { LEAF_TYPES } from '../platform/leaves/index.ts';

it('the verifier has words for every type of leaf that the server makes', () => {
  expect(LEAF_TYPES.filter((type) => !KNOWN_TYPES.includes(type))).toEqual([]);
});
