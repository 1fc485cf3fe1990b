import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultDataDir } from '../embedded/start-arguments.ts';

export const SIMULATE_USAGE = `Live one day of a city through its HTTP interface, on simulated time.

  simulate --city NAME [--scenario first-day] [--seed 1] [--households 2000] [--data DIR] [--json FILE] [--geojson FILE]
           [--mode embedded|server] [--apis 2] [--dispatchers 2] [--kill-every SECONDS]

In server mode it starts PostgreSQL, Redis, counters and dispatchers; with --kill-every one of these is killed in turn.
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
  mode: z.enum(['embedded', 'server']),
  apis: z.coerce.number().int().min(1).max(8),
  dispatchers: z.coerce.number().int().min(1).max(8),
  'kill-every': z.coerce.number().min(1).max(3_600).optional(),
  data: z.string().min(1),
  json: z.string().min(1).optional(),
  geojson: z.string().min(1).optional(),
});

export interface SimulateArguments {
  readonly city: string;
  readonly scenario: 'first-day';
  readonly seed: number;
  readonly households: number;
  readonly mode: 'embedded' | 'server';
  readonly apis: number;
  readonly dispatchers: number;
  /** Wall seconds from one kill -9 of a counter or dispatcher to the next. */
  readonly killEveryS: number | undefined;
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
      mode: { type: 'string', default: 'embedded' },
      apis: { type: 'string', default: '2' },
      dispatchers: { type: 'string', default: '2' },
      'kill-every': { type: 'string' },
      data: { type: 'string', default: defaultDataDir },
      json: { type: 'string' },
      geojson: { type: 'string' },
    },
  });
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    throw new TypeError(parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '));
  }
  const { data, json, geojson, 'kill-every': killEveryS, ...rest } = parsed.data;
  if (killEveryS !== undefined && rest.mode !== 'server') {
    throw new TypeError(`--kill-every ${killEveryS}: accepted with --mode server only`);
  }
  return {
    ...rest,
    killEveryS,
    dataDir: resolve(data),
    json: json && resolve(json),
    geojson: geojson && resolve(geojson),
  };
}
