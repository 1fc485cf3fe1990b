import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json } from './operation.ts';
import { answers, readStatuses, writeStatuses } from './problem.ts';
import { count, id, instant, queryInt } from './values.ts';

const WAVES_MAX = 100;

export const wave = z
  .object({
    id,
    cause: z.enum(['due', 'lawChanged', 'healthChanged', 'boxesWaiting', 'asked']),
    dueAt: instant,
    plannedAt: instant.nullable(),
    lawVersion: z.int().nullable(),
    planMs: count.nullable(),
    counts: z.record(z.string(), z.number()).meta({ description: 'Stops, boxes, routes; boxes left out' }),
    reasons: z.record(z.string(), count).meta({ description: 'Boxes left out, by reason' }),
  })
  .meta({ id: 'Wave' });

export const requestWave = createRoute({
  method: 'post',
  path: '/v1/waves',
  operationId: 'requestWave',
  tags: ['command'],
  summary: 'Plan now',
  ...allowedTo('commander', 'administrator'),
  request: { ...idempotent },
  responses: answers({ 202: json(z.object({ waveId: id }), 'Will be planned') }, writeStatuses),
});

export const listWaves = createRoute({
  method: 'get',
  path: '/v1/waves',
  operationId: 'listWaves',
  tags: ['command'],
  summary: 'Recent waves, newest first',
  ...allowedTo('commander', 'administrator'),
  request: { query: z.strictObject({ limit: queryInt({ min: 1, max: WAVES_MAX }).optional() }) },
  responses: answers({ 200: json(z.object({ items: z.array(wave).max(WAVES_MAX) }), 'Waves') }, readStatuses),
});

const LETTERS_MAX = 200;

export const listDeadLetters = createRoute({
  method: 'get',
  path: '/v1/dead-letters',
  operationId: 'listDeadLetters',
  tags: ['command'],
  summary: 'Jobs that have failed for good, newest first',
  ...allowedTo('commander', 'administrator'),
  request: { query: z.strictObject({ limit: queryInt({ min: 1, max: LETTERS_MAX }).optional() }) },
  responses: answers(
    {
      200: json(
        z.object({
          items: z
            .array(
              z
                .object({
                  id,
                  at: instant,
                  job: z.string(),
                  payload: z.unknown().meta({ description: 'Ids and versions' }),
                  attempts: count,
                  reason: z.string(),
                })
                .meta({ id: 'DeadLetter' }),
            )
            .max(LETTERS_MAX),
        }),
        'Dead letters',
      ),
    },
    readStatuses,
  ),
});
