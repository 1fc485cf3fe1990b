import { routeStates } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, json } from './operation.ts';
import { answers, readStatuses } from './problem.ts';
import { route, routeSummary } from './route-shapes.ts';
import { idParams } from './values.ts';

export const listRoutes = createRoute({
  method: 'get',
  path: '/v1/routes',
  operationId: 'listRoutes',
  tags: ['command'],
  summary: 'Active routes of the city without their lines',
  ...allowedTo('commander', 'integration', 'administrator'),
  request: {
    query: z.strictObject({ state: z.enum(routeStates).extract(['planned', 'running', 'halted']).optional() }),
  },
  responses: answers({ 200: json(z.object({ items: z.array(routeSummary) }), 'Routes') }, readStatuses),
});

export const readRoute = createRoute({
  method: 'get',
  path: '/v1/routes/{id}',
  operationId: 'readRoute',
  tags: ['command'],
  summary: 'One route with its trips, stops and legs',
  ...allowedTo('commander', 'integration', 'rider', 'administrator'),
  request: { params: idParams },
  responses: answers({ 200: json(route, 'The route') }, readStatuses),
});
