import { z } from 'zod';

/** The server whose zones are kept, if there is one. */
export function readDatabaseUrl(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const result = z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address such as postgres://baogong@db:5432/baogong' })
    .optional()
    .safeParse(environment.DATABASE_URL || undefined);
  if (!result.success) throw new TypeError(`DATABASE_URL: ${result.error.issues[0]?.message}`);
  return result.data;
}
