import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const root = fileURLToPath(new URL('../../..', import.meta.url));

const environmentSchema = z.object({
  /** Of a role that may act as `baogong_app` and `baogong_queue`, and owns nothing. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'an address such as postgres://baogong@db:5432/baogong' }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'an address such as redis://queue:6379' }),
  /** For a machine on which losing the queue at a restart is fine. */
  REDIS_MAY_FORGET: flag.default(false),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  /** City folders lie in DIR/cities, road tiles in DIR/tiles. */
  DATA_DIR: z.string().min(1).default(join(root, '.data')),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Where the dispatcher tells whether it is ready. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(8081),
  PAGES: z.string().min(1).default(join(root, 'web/dist')),
  /** Waves that one dispatcher plans at a time. */
  PLANNING_AT_ONCE: z.coerce.number().int().min(1).max(16).default(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface ServeConfig {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly redisMayForget: boolean;
  readonly poolSizeMax: number;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly healthPort: number;
  readonly pages: string;
  readonly planningAtOnce: number;
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/** The environment of a server process; one sentence names each setting that is wrong and what is accepted. */
export function readServeConfig(environment: NodeJS.ProcessEnv = process.env): ServeConfig {
  const result = environmentSchema.safeParse(environment);
  if (!result.success) throw new TypeError(z.prettifyError(result.error));
  const values = result.data;
  return Object.freeze({
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    redisMayForget: values.REDIS_MAY_FORGET,
    poolSizeMax: values.POOL_SIZE,
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    healthPort: values.HEALTH_PORT,
    pages: values.PAGES,
    planningAtOnce: values.PLANNING_AT_ONCE,
    logLevel: values.LOG_LEVEL,
  });
}

/** The address of the database as its owner, for migrations alone. */
export function readOwnerUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const result = z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address such as postgres://owner@db:5432/baogong' })
    .safeParse(environment.DATABASE_OWNER_URL);
  if (!result.success) throw new TypeError(`DATABASE_OWNER_URL: ${result.error.issues[0]?.message}`);
  return result.data;
}

/** What a child process gets: our own environment and what is set for it. */
export function childEnvironment(settings: NodeJS.ProcessEnv | undefined): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}
