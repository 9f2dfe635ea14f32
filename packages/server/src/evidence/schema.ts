import Type from 'typebox';

const closed = { additionalProperties: false } as const;

export const EvidenceSchema = Type.Object(
  {
    decision: Type.String(),
    records: Type.Array(
      Type.Object(
        {
          record: Type.String({ description: 'Its id, as the leaf names it.' }),
          type: Type.String({ description: '`decision`, or `resolution`.' }),
          parts: Type.Record(
            Type.String(),
            Type.Object(
              {
                salt: Type.String(),
                text: Type.String({ description: 'What the commitment is to, byte for byte.' }),
              },
              closed,
            ),
            {
              description: 'By name. The commitment to each is SHA-256 of salt, name and text, a line each.',
            },
          ),
          leaf: Type.String({ description: 'The bytes of the leaf: canonical JSON, all ASCII.' }),
          index: Type.Integer({ minimum: 0, description: 'Its place in the log, from 0.' }),
          proof: Type.String({ description: 'A `.tlog-proof`, with the checkpoint it leads to.' }),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'Evidence' },
);
