import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { signedIn } from './operation.ts';
import { answers, readStatuses } from './problem.ts';
import { queryInt } from './values.ts';

const STREAM_S_MAX = 3600;

export const streamEvents = createRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'streamEvents',
  tags: ['live'],
  summary: 'Server-sent events that concern me. `snapshot` means: events were left out, read again what you show',
  ...signedIn,
  request: {
    query: z.strictObject({
      for: queryInt({ min: 1, max: STREAM_S_MAX })
        .optional()
        .meta({ description: 'Seconds after which the stream ends' }),
    }),
    headers: z.object({
      'Last-Event-ID': z
        .string()
        .regex(/^\d{1,15}$/)
        .optional()
        .meta({ description: 'The stream goes on behind it' }),
    }),
  },
  responses: answers(
    {
      200: {
        description: 'id: outbox sequence; event: its name; data: JSON with ids and facts',
        content: { 'text/event-stream': { schema: z.string() } },
      },
    },
    readStatuses,
  ),
});
