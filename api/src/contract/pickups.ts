import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody } from './operation.ts';
import { answers, writeStatuses } from './problem.ts';
import { count, id } from './values.ts';

export const collectOrder = createRoute({
  method: 'post',
  path: '/v1/pickups',
  operationId: 'collectOrder',
  tags: ['dropPoint'],
  summary: 'Hand a household its boxes against its pickup code',
  ...allowedTo('groupLeader', 'resident'),
  request: {
    ...idempotent,
    body: jsonBody(z.strictObject({ dropPointId: id, pickupCode: z.string().regex(/^[A-Za-z0-9-]{4,20}$/) })),
  },
  responses: answers({ 200: json(z.object({ orderId: id, boxes: count }), 'Collected') }, writeStatuses),
});
