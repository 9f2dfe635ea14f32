import Type from 'typebox';

const FieldProblemSchema = Type.Object({
  code: Type.String(),
  pointer: Type.String({ description: 'JSON pointer to the field; empty for the whole body.' }),
  detail: Type.String(),
});

/** The body of `application/problem+json`, for the API document. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable: this is what a program looks at.' }),
    detail: Type.Optional(Type.String()),
    pointer: Type.Optional(Type.String({ description: 'Of the first of `errors`.' })),
    errors: Type.Optional(
      Type.Array(FieldProblemSchema, { description: 'The first few, where there are many.' }),
    ),
    request_id: Type.Optional(Type.String({ description: 'As in the header `x-request-id`.' })),
  },
  { $id: 'Problem', description: 'A refusal (RFC 9457).' },
);
