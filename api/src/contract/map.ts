import {
  custodianKinds,
  healthColours,
  routeStates,
  travellerClasses,
  zoneClasses,
} from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, json, signedIn } from './operation.ts';
import { answers, readStatuses } from './problem.ts';
import { count, id, instant, lngLat, multiPolygon, queryInt } from './values.ts';

const TILE_ZOOM_MAX = 18;

const named = z.object({ id, nameZh: z.string(), nameEn: z.string(), point: lngLat });

export const mapView = z
  .object({
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({ description: 'West, south, east, north' }),
    lawVersion: z.int(),
    dropPoints: z.array(named),
    warehouses: z.array(named),
    riderBases: z.array(named),
    gates: z.array(z.object({ id, nameZh: z.string(), point: lngLat, innerPoint: lngLat, zoneId: id.nullable() })),
    relays: z.array(named.extend({ zoneId: id })),
    zones: z.object({
      type: z.literal('FeatureCollection'),
      features: z.array(
        z.object({
          type: z.literal('Feature'),
          id,
          geometry: multiPolygon,
          properties: z.object({
            id,
            name: z.string(),
            class: z.enum(zoneClasses),
            validFrom: instant,
            validTo: instant.nullable(),
            inForce: z.boolean().meta({ description: 'false: recorded for later' }),
          }),
        }),
      ),
    }),
  })
  .meta({ id: 'MapView' });

export const fleetView = z
  .object({
    asOf: instant,
    travellers: z.array(
      z.object({
        kind: z.enum(custodianKinds).extract(['vehicle', 'rider']),
        id,
        code: z.string(),
        travellerClass: z.enum(travellerClasses),
        point: lngLat.nullable(),
        at: instant.nullable().meta({ description: 'When it was last seen' }),
        routeId: id.nullable(),
        state: z.enum(routeStates).nullable().meta({ description: 'null: free' }),
        boxesAboard: count,
        colour: z.enum(healthColours).optional(),
      }),
    ),
  })
  .meta({ id: 'FleetView' });

export const readMap = createRoute({
  method: 'get',
  path: '/v1/map',
  operationId: 'readMap',
  tags: ['command'],
  summary: 'The fixed places and the zones of my city',
  ...signedIn,
  responses: answers({ 200: json(mapView, 'The map') }, readStatuses),
});

export const readFleet = createRoute({
  method: 'get',
  path: '/v1/fleet',
  operationId: 'readFleet',
  tags: ['command'],
  summary: 'Where vehicles and riders are, and what they carry',
  ...allowedTo('commander', 'integration', 'administrator'),
  responses: answers({ 200: json(fleetView, 'The fleet') }, readStatuses),
});

export const readTile = createRoute({
  method: 'get',
  path: '/v1/tiles/{z}/{x}/{y}',
  operationId: 'readTile',
  tags: ['command'],
  summary: 'Streets as a Mapbox vector tile, layer `streets`; 204 where there are none',
  ...signedIn,
  request: {
    params: z.strictObject({
      z: queryInt({ min: 0, max: TILE_ZOOM_MAX }),
      x: queryInt({ min: 0, max: 2 ** TILE_ZOOM_MAX - 1 }),
      y: queryInt({ min: 0, max: 2 ** TILE_ZOOM_MAX - 1 }),
    }),
  },
  responses: answers(
    {
      200: {
        description: 'The tile',
        content: { 'application/vnd.mapbox-vector-tile': { schema: z.string().meta({ format: 'binary' }) } },
      },
      204: { description: 'No street here' },
    },
    readStatuses,
  ),
});
