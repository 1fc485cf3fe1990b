import { needCodes, serviceModes, temperatureClasses, zoneClasses } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, json } from './operation.ts';
import { answers, readStatuses } from './problem.ts';
import { civilDay, count, id, lngLat } from './values.ts';

export const home = z
  .object({
    household: z.object({
      id,
      unit: z.string(),
      people: count,
      building: z.object({ nameZh: z.string(), nameEn: z.string() }),
      needs: z.array(z.enum(needCodes)),
    }),
    dropPoint: z.object({ id, nameZh: z.string(), nameEn: z.string(), point: lngLat }),
    serviceMode: z.enum(serviceModes),
    zone: z.object({ id, name: z.string(), class: z.enum(zoneClasses) }).nullable(),
    deliveryDay: civilDay,
    promisedHours: z.number(),
  })
  .meta({ id: 'Home' });

export const shelfItem = z
  .object({
    skuId: id,
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    grams: count,
    temperatureClass: z.enum(temperatureClasses),
    priceFen: count,
    available: z.boolean(),
    left: count.max(50).meta({ description: 'Units left to promise, told up to 50' }),
    quota: count,
    quotaLeft: count,
  })
  .meta({ id: 'ShelfItem' });

export const readHome = createRoute({
  method: 'get',
  path: '/v1/home',
  operationId: 'readHome',
  tags: ['resident'],
  summary: 'My household, how it is served now, and for which day it orders',
  ...allowedTo('resident'),
  responses: answers({ 200: json(home, 'The household') }, readStatuses),
});

export const readShelf = createRoute({
  method: 'get',
  path: '/v1/shelf',
  operationId: 'readShelf',
  tags: ['resident'],
  summary: 'What my household can order: stock and quota',
  ...allowedTo('resident'),
  responses: answers({ 200: json(z.object({ items: z.array(shelfItem) }), 'Every item of the city') }, readStatuses),
});
