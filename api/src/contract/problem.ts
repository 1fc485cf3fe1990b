import { type RefusalCode, refusals } from '@baogong/drizzle/rules/refusal-codes';
import { z } from 'zod';

// The keys of a closed table: Object.keys forgets that they are exactly its codes.
const refusalCodes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

/** RFC 9457, the only shape of a failure. `code` is stable; titles may be reworded. */
export const problem = z
  .object({
    type: z.string().meta({ example: '/problems/outOfStock' }),
    title: z.string().meta({ description: 'Chinese title' }),
    titleEn: z.string().meta({ description: 'English title' }),
    status: z.int(),
    code: z.enum(refusalCodes),
    detail: z.string().optional(),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'What was refused: field, value, what is accepted; ids and facts' }),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'One entry per field that was not accepted' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

const meanings = {
  400: 'The request cannot be read',
  401: 'Not signed in, or the session has ended',
  403: 'The role or its territory does not allow it',
  404: 'Not there, or not for you',
  409: 'The present state of things does not allow it',
  413: 'The body is too large',
  415: 'Another media type than JSON',
  422: 'Input that is not accepted; `errors` names the fields',
  429: 'Too many requests; `Retry-After` says when',
  500: 'A fault on our side',
  503: 'Something needed does not answer; the same call may succeed later',
} as const;

type Status = keyof typeof meanings;

/** A response by status: the key stays a number, which the spread of an object literal would lose in its type. */
export type Refusals<S extends Status> = {
  [K in S]: { description: string; content: { 'application/problem+json': { schema: typeof problem } } };
};

/** A route's own answers and the refusals that it may give. */
export function answers<A, S extends Status>(own: A, statuses: readonly S[]): A & Refusals<S> {
  const refused = statuses.map((status) => [
    status,
    { description: meanings[status], content: { 'application/problem+json': { schema: problem } } },
  ]);
  // fromEntries forgets its keys; they are exactly `statuses`.
  return { ...own, ...(Object.fromEntries(refused) as Refusals<S>) };
}

/** Without being signed in. */
export const openStatuses = [400, 401, 413, 415, 422, 429, 500, 503] as const;
export const readStatuses = [400, 401, 403, 404, 422, 429, 500, 503] as const;
export const writeStatuses = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503] as const;
