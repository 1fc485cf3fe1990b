import { zoneClasses } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, idempotent, json, jsonBody, signedIn } from './operation.ts';
import { answers, readStatuses, writeStatuses } from './problem.ts';
import { id, idParams, instant, lngLat, multiPolygon, polygon } from './values.ts';

const named = z.object({ id, nameZh: z.string(), nameEn: z.string() });

export const zone = z
  .object({
    id,
    name: z.string(),
    class: z.enum(zoneClasses),
    geometry: multiPolygon,
    validFrom: instant,
    validTo: instant.nullable(),
    lawVersionFrom: z.int().nullable().meta({ description: 'null until it takes force' }),
    withdrawnAt: instant.nullable().meta({ description: 'It was recorded for later and never takes force' }),
    gates: z.array(
      z.object({ id, nameZh: z.string(), point: lngLat, innerPoint: lngLat, keeper: z.string().nullable() }),
    ),
    warnings: z.array(
      z.object({
        code: z.string().meta({ description: 'noInnerStreet, noCarStreet, holdsWarehouse or holdsRiderBase' }),
        homes: z.array(named).meta({ description: 'Buildings that no gate serves' }),
        places: z.array(named).meta({ description: 'Warehouses or rider bases that the zone closes in' }),
      }),
    ),
    touchedRoutes: z.array(z.object({ routeId: id, code: z.string(), change: z.string() })),
  })
  .meta({ id: 'Zone' });

export const zoneInput = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    class: z.enum(zoneClasses),
    geometry: z.discriminatedUnion('type', [polygon, multiPolygon]),
    validFrom: instant.optional().meta({ description: 'Now if left out' }),
    validTo: instant.optional().meta({ description: 'Until lifted if left out' }),
  })
  .meta({ id: 'ZoneInput' });

export const declareZone = createRoute({
  method: 'post',
  path: '/v1/zones',
  operationId: 'declareZone',
  tags: ['command'],
  summary: 'Declare a zone: it gets its gates, and the routes that it touches change',
  ...allowedTo('commander', 'administrator'),
  request: { ...idempotent, body: jsonBody(zoneInput) },
  responses: answers({ 201: json(zone, 'Declared') }, writeStatuses),
});

export const liftZone = createRoute({
  method: 'post',
  path: '/v1/zones/{id}/lift',
  operationId: 'liftZone',
  tags: ['command'],
  summary: 'End a zone and its gates now',
  ...allowedTo('commander', 'administrator'),
  request: { ...idempotent, params: idParams },
  responses: answers({ 200: json(zone, 'Ended') }, writeStatuses),
});

export const withdrawZone = createRoute({
  method: 'post',
  path: '/v1/zones/{id}/withdraw',
  operationId: 'withdrawZone',
  tags: ['command'],
  summary: 'Withdraw a zone recorded for later: it never takes force, and its gates end now',
  ...allowedTo('commander', 'administrator'),
  request: { ...idempotent, params: idParams },
  responses: answers({ 200: json(zone, 'Withdrawn') }, writeStatuses),
});

export const listZones = createRoute({
  method: 'get',
  path: '/v1/zones',
  operationId: 'listZones',
  tags: ['command'],
  summary: 'Zones in force and zones to come: the law that everybody lives under',
  ...signedIn,
  responses: answers({ 200: json(z.object({ lawVersion: z.int(), items: z.array(zone) }), 'The law') }, readStatuses),
});

export const readZone = createRoute({
  method: 'get',
  path: '/v1/zones/{id}',
  operationId: 'readZone',
  tags: ['command'],
  summary: 'One zone',
  ...signedIn,
  request: { params: idParams },
  responses: answers({ 200: json(zone, 'The zone') }, readStatuses),
});
