import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export const START_USAGE = `Run Baogong on this machine, for itself alone.

  start [--data DIR] [--port N] [--ready-file FILE] [--city NAME] [--cities DIR] [--clock wall|INSTANT] [--wave-every SECONDS]
`;

export const DEMO_CITY = 'shatou';

const argumentsSchema = z.strictObject({
  data: z.string().min(1),
  port: z.coerce.number().int().min(0).max(65_535),
  'ready-file': z.string().min(1).optional(),
  city: z.string().min(1),
  cities: z.string().min(1).optional(),
  clock: z.union([z.literal('wall'), z.iso.datetime({ offset: true })]),
  'wave-every': z.coerce.number().int().min(10).max(86_400).optional(),
});

export interface StartArguments {
  readonly dataDir: string;
  readonly citiesDir: string;
  readonly city: string;
  readonly port: number;
  readonly readyFile: string | undefined;
  readonly steppedFrom: Date | undefined;
  readonly waveIntervalS: number;
}

/** On simulated days waves keep the pace of a real dispatch room; in the demo nobody wants to wait for one. */
const WAVE_EVERY_S = { stepped: 1_200, wall: 120 };

export const defaultDataDir = join(fileURLToPath(new URL('../../..', import.meta.url)), '.data');

/** The command line of `start`; one sentence names what is wrong with it. */
export function readStartArguments(given: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      data: { type: 'string', default: defaultDataDir },
      port: { type: 'string', default: '8080' },
      'ready-file': { type: 'string' },
      city: { type: 'string', default: DEMO_CITY },
      cities: { type: 'string' },
      clock: { type: 'string', default: 'wall' },
      'wave-every': { type: 'string' },
    },
  });
  const parsed = argumentsSchema.safeParse(values);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
    throw new TypeError(faults.join('; '));
  }
  const { data, port, city, cities, clock } = parsed.data;
  const dataDir = resolve(data);
  const steppedFrom = clock === 'wall' ? undefined : new Date(clock);
  return {
    ...{ dataDir, city, port, steppedFrom },
    citiesDir: cities ? resolve(cities) : join(dataDir, 'cities'),
    readyFile: parsed.data['ready-file'],
    waveIntervalS: parsed.data['wave-every'] ?? WAVE_EVERY_S[steppedFrom ? 'stepped' : 'wall'],
  };
}
