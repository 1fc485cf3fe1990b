import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cityNamePattern } from '@baogong/drizzle/city/folder';
import { z } from 'zod';
import { defaultDataDir } from '../../embedded/start-arguments.ts';

export const OSRM_USAGE = `Serve a city's streets by OSRM with the law compiled in, and keep it at the law.

  osrm --city NAME [--data DIR] [--prepare]

The city's zones are read from the database that DATABASE_URL names, else from the data folder, whose only owner the keeper
then is. DATA_DIR stands for --data; HOST is the address that routers answer at, 127.0.0.1 unless told. --prepare makes the
datasets and ends.
`;

const CITY = 'the name of a city, such as shatou';

const argumentsSchema = z.strictObject({
  city: z.string({ error: CITY }).regex(cityNamePattern, CITY),
  data: z.string().min(1),
  prepare: z.boolean(),
});

export interface OsrmArguments {
  readonly city: string;
  readonly dataDir: string;
  readonly prepareOnly: boolean;
}

/** The command line of `osrm`; one sentence names what is wrong with it. */
export function readOsrmArguments(given: readonly string[], dataDir = defaultDataDir): OsrmArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      city: { type: 'string' },
      data: { type: 'string', default: dataDir },
      prepare: { type: 'boolean', default: false },
    },
  });
  const parsed = argumentsSchema.safeParse(values);
  if (!parsed.success) {
    throw new TypeError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '));
  }
  const { city, data, prepare } = parsed.data;
  return { city, dataDir: resolve(data), prepareOnly: prepare };
}
