import { isIPv4 } from 'node:net';
import { z } from 'zod';

const environmentSchema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address such as postgres://baogong@db:5432/baogong' })
    .optional(),
  DATA_DIR: z.string().min(1).optional(),
  HOST: z.string().refine(isIPv4, 'an IPv4 address of this machine that dispatchers can reach').default('127.0.0.1'),
});

export interface KeeperConfig {
  /** The server whose zones are kept, if there is one. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string | undefined;
  /** Where the routers answer. */
  readonly host: string;
}

export function readKeeperConfig(environment: NodeJS.ProcessEnv = process.env): KeeperConfig {
  const result = environmentSchema.safeParse(environment);
  if (!result.success) throw new TypeError(z.prettifyError(result.error));
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, HOST: host } = result.data;
  return Object.freeze({ databaseUrl, dataDir, host });
}
