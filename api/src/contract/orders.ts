import { unservedReasons } from '@baogong/drizzle/rules/unserved-reason';
import { boxStates, orderStates, placeKinds, serviceModes } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody } from './operation.ts';
import { answers, readStatuses, writeStatuses } from './problem.ts';
import { civilDay, count, cursor, id, idParams, instant, lngLat } from './values.ts';

const LINES_MAX = 60;
const UNITS_MAX = 999;
const PAGE_MAX = 100;

export const orderLineInput = z.strictObject({ skuId: id, quantity: z.int().min(1).max(UNITS_MAX) });

export const orderInput = z
  .strictObject({
    lines: z.array(orderLineInput).min(1).max(LINES_MAX),
    householdId: id
      .optional()
      .meta({ description: 'Only for grid workers and group leaders who order for a household of theirs' }),
  })
  .meta({ id: 'OrderInput' });

export const order = z
  .object({
    id,
    state: z.enum(orderStates),
    placedAt: instant,
    promisedAt: instant,
    deliveryDay: civilDay,
    totalFen: count,
    lines: z.array(z.object({ skuId: id, nameZh: z.string(), nameEn: z.string(), quantity: count, priceFen: count })),
    pickupCode: z.string(),
    serviceMode: z.enum(serviceModes),
    place: z
      .object({ kind: z.enum(placeKinds), nameZh: z.string(), nameEn: z.string(), point: lngLat })
      .optional()
      .meta({ description: 'Where the boxes will be; left out where no place is lawful now' }),
    boxes: z.array(z.object({ id, seq: z.int(), state: z.enum(boxStates), collected: z.boolean() })),
    deliveredAt: instant.optional(),
    unservedReason: z.enum(unservedReasons).optional(),
    eta: instant.optional(),
  })
  .meta({ id: 'Order' });

export const placeOrder = createRoute({
  method: 'post',
  path: '/v1/orders',
  operationId: 'placeOrder',
  tags: ['resident'],
  summary: 'Order for a household: 201 means placed with its stock reserved',
  ...allowedTo('resident', 'gridWorker', 'groupLeader'),
  request: { ...idempotent, body: jsonBody(orderInput) },
  responses: answers({ 201: json(order, 'Placed, its stock reserved') }, writeStatuses),
});

export const listOrders = createRoute({
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  tags: ['resident'],
  summary: "My household's orders, newest first",
  ...allowedTo('resident'),
  request: {
    query: z.strictObject({ cursor: cursor.optional() }),
  },
  responses: answers(
    {
      200: json(z.object({ items: z.array(order).max(PAGE_MAX), next: cursor.nullable() }), 'A page'),
    },
    readStatuses,
  ),
});

export const readOrder = createRoute({
  method: 'get',
  path: '/v1/orders/{id}',
  operationId: 'readOrder',
  tags: ['resident'],
  summary: 'One order',
  ...allowedTo('resident', 'gridWorker', 'groupLeader', 'commander', 'administrator'),
  request: { params: idParams },
  responses: answers({ 200: json(order, 'The order') }, readStatuses),
});

export const cancelOrder = createRoute({
  method: 'post',
  path: '/v1/orders/{id}/cancel',
  operationId: 'cancelOrder',
  tags: ['resident'],
  summary: 'Take an order back while no box of it has left the warehouse',
  ...allowedTo('resident', 'gridWorker', 'groupLeader'),
  request: { ...idempotent, params: idParams },
  responses: answers({ 200: json(order, 'Cancelled, its stock free again') }, writeStatuses),
});
