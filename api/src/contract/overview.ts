import { profiles, travellerClasses } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, json } from './operation.ts';
import { answers, readStatuses } from './problem.ts';
import { count, instant } from './values.ts';
import { wave } from './waves.ts';

const ROUTERS_MAX = 50;

const counts = z.record(z.string(), count);

export const overview = z
  .object({
    asOf: instant,
    orders: counts.meta({ description: 'By state' }),
    boxes: counts.meta({ description: 'By state' }),
    refusals: counts.meta({ description: 'By code, since this process started' }),
    unplanned: counts.meta({ description: 'Boxes that the last wave left out, by reason' }),
    lastWave: wave.nullable(),
    lawVersion: z.int().meta({ description: 'The law in force' }),
    routers: z
      .array(z.object({ travellerClass: z.enum(travellerClasses), profile: z.enum(profiles), lawVersion: z.int() }))
      .max(ROUTERS_MAX)
      .meta({ description: 'Which law each compiled router knows; none where routing needs no compiling' }),
    deadLetters: count.meta({ description: 'Jobs that failed for good in the last seven days' }),
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
