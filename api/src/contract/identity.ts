import { roles } from '@baogong/drizzle/rules/vocabulary';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { json, jsonBody, signedIn } from './operation.ts';
import { answers, openStatuses, readStatuses } from './problem.ts';
import { id, instant } from './values.ts';

export const phone = z
  .string()
  .regex(/^\+?\d{5,15}$/)
  .meta({ description: '5 to 15 digits, may start with +', example: '13800000001' });

const citySlug = z
  .string()
  .regex(/^[a-z0-9_-]{1,60}$/)
  .meta({ description: 'Needed only where several cities live in one system', example: 'shatou' });

const link = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);

export const me = z
  .object({
    accountId: id,
    name: z.string(),
    city: z.object({ id, slug: z.string(), nameZh: z.string(), nameEn: z.string(), timeZone: z.string() }),
    roles: z.array(z.object({ role: z.enum(roles), jurisdictionId: id, nameZh: z.string(), path: z.string() })),
    householdId: id.optional(),
    riderId: id.optional(),
    dropPointIds: z.array(id),
    gateIds: z.array(id).meta({ description: 'Gates where this account hands boxes out' }),
    warehouseId: id.optional(),
  })
  .meta({ id: 'Me' });

export const session = z
  .object({ token: z.string(), expiresAt: instant, account: me })
  .meta({ id: 'Session', description: 'The token is also set as an HttpOnly cookie' });

export const askCode = createRoute({
  method: 'post',
  path: '/v1/auth/codes',
  operationId: 'askCode',
  tags: ['identity'],
  summary: 'Send a one-time code to a phone; the answer never tells whether the phone is known',
  request: { body: jsonBody(z.strictObject({ phone, city: citySlug.optional() })) },
  responses: answers(
    {
      202: json(z.object({ expiresInS: z.int() }), 'A code is on its way if the phone is known'),
    },
    openStatuses,
  ),
});

export const signIn = createRoute({
  method: 'post',
  path: '/v1/auth/sessions',
  operationId: 'signIn',
  tags: ['identity'],
  summary: 'Sign in by phone and one-time code',
  request: {
    body: jsonBody(z.strictObject({ phone, code: z.string().regex(/^\d{6}$/), city: citySlug.optional() })),
  },
  responses: answers({ 201: json(session, 'Signed in') }, openStatuses),
});

export const openLink = createRoute({
  method: 'post',
  path: '/v1/auth/links',
  operationId: 'openLink',
  tags: ['identity'],
  summary: 'Sign in by a one-time link',
  request: { body: jsonBody(z.strictObject({ link })) },
  responses: answers({ 201: json(session, 'Signed in') }, openStatuses),
});

export const signOut = createRoute({
  method: 'delete',
  path: '/v1/auth/session',
  operationId: 'signOut',
  tags: ['identity'],
  summary: 'End this session at once',
  ...signedIn,
  responses: answers({ 204: { description: 'The session has ended' } }, readStatuses),
});

export const readMe = createRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'readMe',
  tags: ['identity'],
  summary: 'Who I am here and what I may do',
  ...signedIn,
  responses: answers({ 200: json(me, 'The account') }, readStatuses),
});
