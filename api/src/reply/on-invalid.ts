import type { Context, ValidationTargets } from 'hono';
import type { z } from 'zod';
import type { AppEnv } from '../deps.ts';
import { problem } from './problem.ts';

interface Validated {
  readonly target: keyof ValidationTargets;
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: z.ZodError;
}

const ERRORS_MAX = 20;
const VALUE_CHARS_MAX = 60;

/** Input that the contract does not accept: every field is named with what came and what would be accepted. */
export function onInvalid(result: Validated, c: Context<AppEnv>): Response | undefined {
  if (result.success || !result.error) return undefined;
  const { issues } = result.error;
  if (result.target === 'header' && issues.some(({ path }) => path[0] === 'Idempotency-Key')) {
    return problem(c, {
      code: 'idempotencyKeyMissing',
      details: { field: 'Idempotency-Key', accepted: 'a UUID, the same for every repeat of one intent' },
    });
  }

  const errors = issues.slice(0, ERRORS_MAX).map(({ path, code, message }) => ({
    path: path.join('.'),
    code,
    message: `${message}${came(valueAt(result.data, path))}`,
  }));
  return problem(c, { code: 'invalidInput', errors });
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function came(value: unknown): string {
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  return `, got ${JSON.stringify(value).slice(0, VALUE_CHARS_MAX)}`;
}
