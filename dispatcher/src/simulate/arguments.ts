import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultDataDir } from '../embedded/start-arguments.ts';

export const SIMULATE_USAGE = `Live one day of a city through its HTTP interface, on simulated time.

  simulate --city NAME [--scenario first-day] [--seed 1] [--households 2000] [--data DIR] [--json FILE] [--geojson FILE]
`;

const schema = z.strictObject({
  city: z.string({ error: 'the name of a city made by `npm run city`' }).min(1),
  scenario: z.literal('first-day', { error: 'accepted: first-day' }),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
  households: z.coerce.number().int().min(20).max(20_000),
  data: z.string().min(1),
  json: z.string().min(1).optional(),
  geojson: z.string().min(1).optional(),
});

export interface SimulateArguments {
  readonly city: string;
  readonly scenario: 'first-day';
  readonly seed: number;
  readonly households: number;
  readonly dataDir: string;
  readonly json: string | undefined;
  readonly geojson: string | undefined;
}

/** The command line of `simulate`; a TypeError names what is wrong with it. */
export function readSimulateArguments(given: readonly string[]): SimulateArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      city: { type: 'string' },
      scenario: { type: 'string', default: 'first-day' },
      seed: { type: 'string', default: '1' },
      households: { type: 'string', default: '2000' },
      data: { type: 'string', default: defaultDataDir },
      json: { type: 'string' },
      geojson: { type: 'string' },
    },
  });
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    throw new TypeError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '));
  }
  const { data, json, geojson, ...rest } = parsed.data;
  return {
    ...rest,
    dataDir: resolve(data),
    json: json && resolve(json),
    geojson: geojson && resolve(geojson),
  };
}
