import { healthColours } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody } from './operation.ts';
import { answers, writeStatuses } from './problem.ts';
import { id, instant } from './values.ts';

export const healthFactInput = z
  .discriminatedUnion('kind', [
    z.strictObject({
      riderId: id,
      kind: z.literal('code'),
      colour: z.enum(healthColours),
      validFrom: instant,
      validTo: instant.optional(),
    }),
    z.strictObject({ riderId: id, kind: z.literal('test'), validFrom: instant, validTo: instant.optional() }),
  ])
  .meta({ id: 'HealthFactInput', description: 'A code has a colour; a test is a negative sample taken at validFrom' });

export const reportHealth = createRoute({
  method: 'post',
  path: '/v1/health-facts',
  operationId: 'reportHealth',
  tags: ['health'],
  summary: "Record a rider's code or test; it counts from now on",
  ...allowedTo('gridWorker', 'commander', 'integration', 'administrator'),
  request: { ...idempotent, body: jsonBody(healthFactInput) },
  responses: answers({ 201: json(z.object({ id }), 'Recorded') }, writeStatuses),
});
