import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, json } from './operation.ts';
import { answers, readStatuses } from './problem.ts';
import { count, instant } from './values.ts';
import { wave } from './waves.ts';

const counts = z.record(z.string(), count);

export const overview = z
  .object({
    asOf: instant,
    orders: counts.meta({ description: 'By state' }),
    boxes: counts.meta({ description: 'By state' }),
    refusals: counts.meta({ description: 'By code, since this process started' }),
    unplanned: counts.meta({ description: 'Boxes that the last wave left out, by reason' }),
    lastWave: wave.nullable(),
  })
  .meta({ id: 'Overview' });

export const readOverview = createRoute({
  method: 'get',
  path: '/v1/overview',
  operationId: 'readOverview',
  tags: ['command'],
  summary: 'How the city stands: orders, boxes, refusals, what is left out and why',
  ...allowedTo('commander', 'administrator'),
  responses: answers({ 200: json(overview, 'Counts') }, readStatuses),
});
