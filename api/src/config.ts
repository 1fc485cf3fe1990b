import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const apiEnvironment = z.object({
  /** Keys the hashes of one-time codes; several processes must share one. */
  BAOGONG_SECRET: z.string().min(32).optional(),
  /** Behind TLS the cookie is Secure and carries the __Host- prefix. */
  SECURE_COOKIE: flag.default(false),
  REQUEST_TIMEOUT_S: z.coerce.number().int().min(1).max(600).default(60),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface ApiConfig {
  readonly secret: string;
  /** Given from outside, and so the same for all processes that were given it. */
  readonly secretIsShared: boolean;
  readonly secureCookie: boolean;
  readonly requestTimeoutMs: number;
  readonly logLevel: z.infer<typeof apiEnvironment>['LOG_LEVEL'];
}

/** What the counter needs wherever it runs. A process of its own may make up its secret: codes live five minutes. */
export function readApiConfig(environment: NodeJS.ProcessEnv = process.env): ApiConfig {
  return apiConfig(parsed(apiEnvironment, environment));
}

function apiConfig(values: z.infer<typeof apiEnvironment>): ApiConfig {
  return Object.freeze({
    secret: values.BAOGONG_SECRET ?? randomBytes(32).toString('hex'),
    secretIsShared: values.BAOGONG_SECRET !== undefined,
    secureCookie: values.SECURE_COOKIE,
    requestTimeoutMs: values.REQUEST_TIMEOUT_S * 1000,
    logLevel: values.LOG_LEVEL,
  });
}

/** A process with a wrong setting does not start, and says which. */
function parsed<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv): z.output<T> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The environment is not accepted. ${faults.join('; ')}`);
}
