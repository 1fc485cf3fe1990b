import type { RefusalDetails } from '@baogong/drizzle/rules/refusal';
import { type RefusalCode, refusals } from '@baogong/drizzle/rules/refusal-codes';
import type { Context } from 'hono';
import type { Problem } from '../contract/problem.ts';
import type { AppEnv } from '../deps.ts';

export interface ProblemInput {
  readonly code: RefusalCode;
  readonly details?: RefusalDetails;
  readonly errors?: Problem['errors'];
  readonly headers?: Record<string, string>;
}

const RETRY_AFTER_S = '1';

/** The one way to say no: RFC 9457, a stable code, titles in both languages, and the request's id for the logs. */
export function problem(c: Context<AppEnv>, { code, details, errors, headers }: ProblemInput): Response {
  const entry = refusals[code];
  const { status, zh, en } = entry;
  const named = errors ?? errorsOf(code, details);
  const body: Problem = {
    type: `/problems/${code}`,
    title: zh,
    titleEn: en,
    status,
    code,
    ...(details && Object.keys(details).length > 0 && { details: { ...details } }),
    ...(named && { errors: named }),
    requestId: c.get('requestId'),
  };
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json',
    ...('retry' in entry && { 'retry-after': RETRY_AFTER_S }),
    ...(typeof details?.retryAfterS === 'number' && { 'retry-after': String(details.retryAfterS) }),
    ...headers,
  });
}

/** A refusal that names a field is shown like any other field that was not accepted. */
function errorsOf(code: RefusalCode, details: RefusalDetails | undefined): Problem['errors'] {
  if (typeof details?.field !== 'string') return undefined;
  const value = 'value' in details ? `, not ${JSON.stringify(details.value)}` : '';
  return [{ path: details.field, code, message: `expected ${String(details.accepted ?? 'another value')}${value}` }];
}
