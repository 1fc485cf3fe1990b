import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody } from './operation.ts';
import { answers, writeStatuses } from './problem.ts';
import { count, id } from './values.ts';

const pickupCode = z.string().regex(/^[A-Za-z0-9-]{4,20}$/);

export const collectOrder = createRoute({
  method: 'post',
  path: '/v1/pickups',
  operationId: 'collectOrder',
  tags: ['dropPoint'],
  summary: 'Hand a household its boxes against its pickup code, at a drop point or gate',
  ...allowedTo('groupLeader', 'gateKeeper', 'resident'),
  request: {
    ...idempotent,
    body: jsonBody(
      z.union([z.strictObject({ dropPointId: id, pickupCode }), z.strictObject({ gateId: id, pickupCode })]),
    ),
  },
  responses: answers({ 200: json(z.object({ orderId: id, boxes: count }), 'Collected') }, writeStatuses),
});
