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

const serverEnvironment = apiEnvironment.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PAGES: z.string().min(1).optional(),
});

export interface ApiConfig {
  readonly secret: string;
  readonly secureCookie: boolean;
  readonly requestTimeoutMs: number;
  readonly logLevel: z.infer<typeof apiEnvironment>['LOG_LEVEL'];
}

export interface ServerConfig {
  readonly api: ApiConfig;
  readonly databaseUrl: string;
  readonly poolSizeMax: number;
  readonly host: string;
  readonly port: number;
  readonly pages: string | undefined;
}

/** What the counter needs wherever it runs. A process of its own may make up its secret: codes live five minutes. */
export function readApiConfig(environment: NodeJS.ProcessEnv = process.env): ApiConfig {
  return apiConfig(parsed(apiEnvironment, environment));
}

/** For the API as a process of its own. */
export function readServerConfig(environment: NodeJS.ProcessEnv = process.env): ServerConfig {
  const values = parsed(serverEnvironment, environment);
  return Object.freeze({
    api: apiConfig(values),
    databaseUrl: values.DATABASE_URL,
    poolSizeMax: values.POOL_SIZE,
    host: values.HOST,
    port: values.PORT,
    pages: values.PAGES,
  });
}

function apiConfig(values: z.infer<typeof apiEnvironment>): ApiConfig {
  return Object.freeze({
    secret: values.BAOGONG_SECRET ?? randomBytes(32).toString('hex'),
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
