import { DecisionSchema } from '@safeward/server';
import { fieldsOf, fieldTable, plainSchema } from './schema.ts';

/** The part of `docs/decision.md` that comes from the code. */
export const DECISION_PARTS: Readonly<Record<string, () => string>> = {
  fields: () => fieldTable(fieldsOf(plainSchema(DecisionSchema))),
};
