import { Refusal, Unavailable } from '@baogong/drizzle/rules/refusal';
import type { RefusalCode } from '@baogong/drizzle/rules/refusal-codes';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '../deps.ts';
import { faultOf } from './fault.ts';
import { problem } from './problem.ts';
import type { RefusalCounter } from './refusal-counter.ts';

const codeOfStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'malformedBody',
  413: 'bodyTooLarge',
  415: 'unsupportedMediaType',
};

/** Every thrown error ends here. What is unknown keeps its message for the log; the client gets a fixed title. */
export function onError(counter: RefusalCounter) {
  return (error: Error, c: Context<AppEnv>): Response => {
    const log = c.get('logger');
    if (error instanceof Refusal) {
      counter.add(error.code);
      return problem(c, { code: error.code, details: error.details });
    }
    if (error instanceof Unavailable) {
      log.warn({ event: 'request.unavailable', fault: faultOf(error) });
      return problem(c, { code: 'unavailable', details: error.part === undefined ? {} : { part: error.part } });
    }
    const code = error instanceof HTTPException ? codeOfStatus[error.status] : undefined;
    if (code) return problem(c, { code });

    log.error({ event: 'request.failed', fault: faultOf(error) });
    return problem(c, { code: 'internal' });
  };
}
