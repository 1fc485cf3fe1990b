import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { json } from './operation.ts';
import { answers } from './problem.ts';

export const healthz = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'healthz',
  tags: ['health'],
  summary: 'The process answers',
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'Alive') },
});

export const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'readyz',
  tags: ['health'],
  summary: 'The database answers',
  responses: answers(
    {
      200: json(
        z.object({ status: z.literal('ready'), engine: z.string(), clock: z.enum(['wall', 'stepped']) }),
        'Ready',
      ),
    },
    [503],
  ),
});
