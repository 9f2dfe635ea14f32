import { DecisionSchema } from '@safeward/server';
import { fieldsOf, fieldTable, plainSchema } from './schema.ts';

/** The part of `docs/decision.md` that comes from the code. */
export const DECISION_PARTS: Readonly<Record<string, () => string>> = {
  fields: () => {
    const rows = fieldsOf(plainSchema(DecisionSchema));
    // What a shadow measure gives as its reason has the fields of any reason.
    return fieldTable(rows.filter(({ path }) => !path.startsWith('shadow[].')));
  },
};
