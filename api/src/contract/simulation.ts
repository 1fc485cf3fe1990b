import { profiles, roles, travellerClasses } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { allowedTo, json, jsonBody } from './operation.ts';
import { answers, readStatuses, writeStatuses } from './problem.ts';
import { id, instant, lngLat, queryInt } from './values.ts';

const SESSIONS_MAX = 1000;
const HOUSEHOLDS_MAX = 1000;

/** Only on a database made with the stepped clock; elsewhere every one of these is refused. */
const simulator = { tags: ['simulation'], ...allowedTo('integration') };

const clock = z.object({ at: instant }).meta({ id: 'Clock' });

export const readClock = createRoute({
  method: 'get',
  path: '/v1/simulation/clock',
  operationId: 'readClock',
  ...simulator,
  summary: 'The simulated time',
  responses: answers({ 200: json(clock, 'Now') }, readStatuses),
});

export const advanceClock = createRoute({
  method: 'post',
  path: '/v1/simulation/clock',
  operationId: 'advanceClock',
  ...simulator,
  summary: 'Advance the time: everything due is run in order; answers when outbox and queues are empty',
  request: { body: jsonBody(z.strictObject({ to: instant })) },
  responses: answers({ 200: json(clock, 'The new time') }, writeStatuses),
});

export const mintSessions = createRoute({
  method: 'post',
  path: '/v1/simulation/sessions',
  operationId: 'mintSessions',
  ...simulator,
  summary: 'Sessions of simulated people',
  request: { body: jsonBody(z.strictObject({ accountIds: z.array(id).min(1).max(SESSIONS_MAX) })) },
  responses: answers(
    {
      201: json(z.object({ tokens: z.array(z.object({ accountId: id, token: z.string() })) }), 'One token each'),
    },
    writeStatuses,
  ),
});

const named = z.object({ id, point: lngLat, nameZh: z.string() });

export const world = z
  .object({
    city: z.object({
      id,
      slug: z.string(),
      timeZone: z.string(),
      bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
    households: z
      .array(
        z.object({ id, accountId: id.nullable(), communityId: id, dropPointId: id, buildingId: id, point: lngLat }),
      )
      .max(HOUSEHOLDS_MAX),
    dropPoints: z.array(named.extend({ communityId: id, leaderAccountId: id.nullable() })),
    warehouses: z.array(named),
    riderBases: z.array(named),
    riders: z.array(
      z.object({
        id,
        accountId: id,
        travellerClass: z.enum(travellerClasses),
        profile: z.enum(profiles),
        vehicleId: id.nullable(),
        baseId: id.nullable(),
        homeBuildingId: id.nullable(),
      }),
    ),
    vehicles: z.array(
      z.object({
        id,
        code: z.string(),
        travellerClass: z.enum(travellerClasses),
        profile: z.enum(profiles),
        homeWarehouseId: id,
      }),
    ),
    skus: z.array(z.object({ id, code: z.string(), quotaPerWeek: z.int() })),
    staff: z
      .array(z.object({ accountId: id, role: z.enum(roles), jurisdictionId: id, path: z.string() }))
      .meta({ description: 'Grants of every role but resident' }),
    next: id.nullable().meta({ description: 'More households; the other lists come with the first page only' }),
  })
  .meta({ id: 'World' });

export const readWorld = createRoute({
  method: 'get',
  path: '/v1/simulation/world',
  operationId: 'readWorld',
  ...simulator,
  summary: 'What the people of a simulated city know between them',
  request: {
    query: z.strictObject({ cursor: id.optional(), limit: queryInt({ min: 1, max: HOUSEHOLDS_MAX }).optional() }),
  },
  responses: answers({ 200: json(world, 'A page') }, readStatuses),
});
