import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** Stands for the profile in an address: `http://osrm/{profile}` is asked as `http://osrm/car`, `…/ebike` and `…/foot`. */
export const PROFILE_MARK = '{profile}';

const environmentSchema = z.object({
  PATH: z.string().default(''),
  OSRM_URL: z
    .string()
    .optional()
    .refine((url) => url === undefined || /^https?:\/\/[^/]/.test(url), {
      error: `an address such as http://osrm:5000 for cars alone, or http://osrm/${PROFILE_MARK}`,
    }),
});

export interface OsrmConfig {
  /** Folders that may hold OSRM's executables, as in PATH. */
  readonly path: string;
  readonly toolCache: string;
  /** An OSRM that somebody else keeps: it knows no law of ours. */
  readonly foreignUrl: string | undefined;
}

export function readOsrmConfig(environment: NodeJS.ProcessEnv = process.env): OsrmConfig {
  const result = environmentSchema.safeParse(environment);
  if (!result.success) throw new TypeError(z.prettifyError(result.error));
  const { PATH: path, OSRM_URL: foreignUrl } = result.data;
  return Object.freeze({ path, foreignUrl, toolCache: join(homedir(), '.cache/baogong/osrm') });
}
