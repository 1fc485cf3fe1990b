import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { AppEnv } from '../deps.ts';

/** Where a request comes from. One that came over no socket (in one process) has no address. */
export function addressOf(c: Context<AppEnv>): string {
  const env: unknown = c.env;
  const overSocket = typeof env === 'object' && env !== null && 'incoming' in env;
  return overSocket ? (getConnInfo(c).remote.address ?? 'unknown') : 'local';
}
