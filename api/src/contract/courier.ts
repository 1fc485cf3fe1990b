import { legStates, stopFailures } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody } from './operation.ts';
import { answers, readStatuses, writeStatuses } from './problem.ts';
import { leg, route, stop } from './route-shapes.ts';
import { count, id, idParams, instant, lngLat } from './values.ts';

const POSITIONS_MAX = 500;
const BOXES_MAX = 500;

/** A rider for himself; `integration` for autonomous vehicles. */
const traveller = { tags: ['courier'], ...allowedTo('rider', 'integration') };

export const listCourierRoutes = createRoute({
  method: 'get',
  path: '/v1/courier/routes',
  operationId: 'listCourierRoutes',
  ...traveller,
  summary: "The caller's active routes; for integration those of one autonomous vehicle, or of all",
  request: { query: z.strictObject({ vehicleId: id.optional() }) },
  responses: answers(
    { 200: json(z.object({ routes: z.array(route) }), 'Planned, running and halted ones') },
    readStatuses,
  ),
});

export const takeTrip = createRoute({
  method: 'post',
  path: '/v1/trips/{id}/take',
  operationId: 'takeTrip',
  ...traveller,
  summary: "Take the trip's boxes from its source; the health code is judged again",
  request: { ...idempotent, params: idParams },
  responses: answers({ 200: json(route, 'The boxes are aboard') }, writeStatuses),
});

export const departLeg = createRoute({
  method: 'post',
  path: '/v1/legs/{id}/depart',
  operationId: 'departLeg',
  ...traveller,
  summary: 'Begin a leg; at the first of a trip the health code is judged again',
  request: { ...idempotent, params: idParams },
  responses: answers({ 200: json(z.object({ leg }), 'Under way') }, writeStatuses),
});

export const reportPositions = createRoute({
  method: 'post',
  path: '/v1/legs/{id}/positions',
  operationId: 'reportPositions',
  ...traveller,
  summary: 'Report where the traveller was on this leg; 409 when a change of law has closed it',
  request: {
    ...idempotent,
    params: idParams,
    body: jsonBody(
      z.strictObject({
        positions: z
          .array(z.strictObject({ at: instant, point: lngLat }))
          .min(1)
          .max(POSITIONS_MAX),
        simulated: z
          .literal(true)
          .optional()
          .meta({ description: 'Only on simulated time or in the demo city, where a drive is played at any speed' }),
      }),
    ),
  },
  responses: answers({ 200: json(z.object({ accepted: count, status: z.enum(legStates) }), 'Noted') }, writeStatuses),
});

export const arriveLeg = createRoute({
  method: 'post',
  path: '/v1/legs/{id}/arrive',
  operationId: 'arriveLeg',
  ...traveller,
  summary: 'End a leg at its stop, or the trip at home',
  request: { ...idempotent, params: idParams },
  responses: answers({ 200: json(route, 'Arrived') }, writeStatuses),
});

export const deliverStop = createRoute({
  method: 'post',
  path: '/v1/stops/{id}/deliver',
  operationId: 'deliverStop',
  ...traveller,
  summary: 'Set boxes down: delivered, or handed over to the next level. Without a list: all active boxes',
  request: {
    ...idempotent,
    params: idParams,
    body: jsonBody(z.strictObject({ boxIds: z.array(id).min(1).max(BOXES_MAX).optional() })),
  },
  responses: answers({ 200: json(z.object({ stop, route }), 'Set down') }, writeStatuses),
});

export const failStop = createRoute({
  method: 'post',
  path: '/v1/stops/{id}/fail',
  operationId: 'failStop',
  ...traveller,
  summary: 'Say why a stop cannot be done; its boxes stay aboard',
  request: {
    ...idempotent,
    params: idParams,
    body: jsonBody(z.strictObject({ failure: z.enum(stopFailures) })),
  },
  responses: answers({ 200: json(z.object({ stop, route }), 'Noted') }, writeStatuses),
});
