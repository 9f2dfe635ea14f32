import { ALARM_KINDS } from '@safeward/engine';
import Type from 'typebox';
import type { Pool } from '../../platform/database/index.ts';
import type { App } from '../../platform/http/app.ts';
import { sendJson } from '../../platform/http/reply.ts';
import { listAlarms } from './store.ts';

const MAX_LISTED = 500;
const closed = { additionalProperties: false } as const;
const TextOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const Time = Type.String({ format: 'date-time' });

const AlarmListSchema = Type.Object(
  {
    alarms: Type.Array(
      Type.Object(
        {
          id: Type.String({ description: 'As the practice names it.' }),
          kind: Type.Enum([...ALARM_KINDS], { description: 'What it is raised by.' }),
          title: TextOrNull('What it means, as the practice says.'),
          measure: TextOrNull('The measure that it is about.'),
          practice: Type.String({
            description: '`name@version#sha256:…` of the practice that asked for it.',
          }),
          state: Type.Enum(['raised', 'over']),
          said: Type.String({ description: 'What was counted when it was raised, in words.' }),
          counted: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()]), {
            description: 'The same in numbers.',
          }),
          raised_at: Time,
          over_at: Type.Union([Time, Type.Null()]),
        },
        closed,
      ),
    ),
  },
  closed,
);

export function alarmRoutes(app: App, { pool }: { readonly pool: Pool }): void {
  app.get(
    '/v1/alarms',
    {
      config: {
        doc: {
          access: 'read',
          tag: 'The code of practice',
          summary: 'The alarms that were raised, newest first',
          description:
            'Those that last have `state: raised`. They are also told as messages of the type `alarm`.',
          answers: { 200: { description: `The last ${MAX_LISTED}.`, schema: AlarmListSchema } },
        },
      },
    },
    async (_request, reply) =>
      sendJson(reply, JSON.stringify({ alarms: await listAlarms(pool, MAX_LISTED) })),
  );
}
