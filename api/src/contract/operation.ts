import type { Role } from '@baogong/drizzle/rules/vocabulary';
import type { ZodType } from 'zod';
import { idempotencyHeader } from './values.ts';

/** Parts that route definitions are put together from. */

export function json<T extends ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } } as const;
}

export function jsonBody<T extends ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

const bySession: { session: string[] }[] = [{ session: [] }];

/** Signed in, whatever the role. */
export const signedIn = { security: bySession };

/** Only these roles, each within its territory. The actions enforce it; this is where readers and tests find it. */
export function allowedTo(...allowed: readonly Role[]) {
  return { security: bySession, 'x-roles': allowed };
}

export const idempotent = { headers: idempotencyHeader } as const;
