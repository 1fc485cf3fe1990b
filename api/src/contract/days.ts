import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json } from './operation.ts';
import { answers, writeStatuses } from './problem.ts';
import { civilDay, count } from './values.ts';

export const closeDay = createRoute({
  method: 'post',
  path: '/v1/days/{day}/close',
  operationId: 'closeDay',
  tags: ['command'],
  summary: 'Close a delivery day; refused, with what is open, while a box of it is neither delivered nor back',
  ...allowedTo('commander', 'administrator'),
  request: { ...idempotent, params: z.strictObject({ day: civilDay }) },
  responses: answers(
    {
      200: json(z.object({ day: civilDay, posted: count, voided: count, carried: count, unserved: count }), 'Closed'),
    },
    writeStatuses,
  ),
});
