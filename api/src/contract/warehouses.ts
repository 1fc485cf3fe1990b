import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody } from './operation.ts';
import { answers, readStatuses, writeStatuses } from './problem.ts';
import { count, id, idParams } from './values.ts';

const RECEIPT_LINES_MAX = 200;
const RECEIPT_UNITS_MAX = 1_000_000;
const PACK_MAX = 500;

export const balance = z
  .object({ skuId: id, code: z.string(), nameZh: z.string(), nameEn: z.string(), onHand: count, reserved: count })
  .meta({ id: 'Balance' });

export const readBalances = createRoute({
  method: 'get',
  path: '/v1/warehouses/{id}/balances',
  operationId: 'readBalances',
  tags: ['warehouse'],
  summary: 'What is on hand and what of it is reserved',
  ...allowedTo('warehouseClerk', 'commander', 'administrator'),
  request: { params: idParams },
  responses: answers({ 200: json(z.object({ items: z.array(balance) }), 'One entry per item') }, readStatuses),
});

export const receiveStock = createRoute({
  method: 'post',
  path: '/v1/warehouses/{id}/receipts',
  operationId: 'receiveStock',
  tags: ['warehouse'],
  summary: 'Take goods in from a supplier',
  ...allowedTo('warehouseClerk', 'administrator'),
  request: {
    ...idempotent,
    params: idParams,
    body: jsonBody(
      z.strictObject({
        lines: z
          .array(z.strictObject({ skuId: id, quantity: z.int().min(1).max(RECEIPT_UNITS_MAX) }))
          .min(1)
          .max(RECEIPT_LINES_MAX),
      }),
    ),
  },
  responses: answers({ 201: json(z.object({ lines: count, units: count }), 'Received and on hand') }, writeStatuses),
});

export const packOrders = createRoute({
  method: 'post',
  path: '/v1/warehouses/{id}/packs',
  operationId: 'packOrders',
  tags: ['warehouse'],
  summary: 'Pack the oldest waiting orders into boxes',
  ...allowedTo('warehouseClerk', 'administrator'),
  request: {
    ...idempotent,
    params: idParams,
    body: jsonBody(z.strictObject({ limit: z.int().min(1).max(PACK_MAX) })),
  },
  responses: answers(
    {
      201: json(
        z
          .object({ orders: count, boxes: count, waiting: count })
          .meta({ description: '`waiting` orders are not packed yet' }),
        'Packed',
      ),
    },
    writeStatuses,
  ),
});
