import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readPbf } from '../osm/read-pbf.ts';
import { lawfulEngine } from '../routing/lawful-engine.ts';
import { streetEngine, streetsOf } from '../routing/streets/street-engine.ts';
import { buildTiles } from '../routing/valhalla/build-tiles.ts';
import { valhallaEngine } from '../routing/valhalla/valhalla-engine.ts';
import { osrmTrips } from './lawful/osrm-trips.ts';
import type { ClassFigures } from './lawful/run-class.ts';
import { missedBars, runLawfulTrips } from './lawful/run-lawful-trips.ts';

/** How many legs under random zones are lawful, and how many of the possible ones are found: a table and one JSON line. */
const options = z.object({
  pbf: z.string({ error: 'give a street extract: --pbf FILE.osm.pbf' }),
  trips: z.coerce.number().int().positive().default(1000),
  seed: z.coerce.number().int().default(1),
  zones: z.coerce.number().int().positive().default(40),
  tiles: z.string().optional(),
  engine: z.enum(['valhalla', 'streets', 'osrm']).default('valhalla'),
  'zone-every': z.coerce.number().positive().max(3_600).default(2),
});
type Given = z.infer<typeof options>;

const ZONE_RADIUS_M = [150, 500] as const;
const ANSWERED_MS_MAX = 1_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pbf: { type: 'string' },
      trips: { type: 'string' },
      seed: { type: 'string' },
      zones: { type: 'string' },
      tiles: { type: 'string' },
      engine: { type: 'string' },
      'zone-every': { type: 'string' },
    },
  });
  const given = options.parse(values);
  const started = performance.now();
  const { figures, more, missed } = await (given.engine === 'osrm' ? withOsrm(given) : withoutKeeper(given));
  console.table(
    Object.fromEntries(
      figures.map(({ travellerClass, reasons, engines: used, ...rest }) => [
        travellerClass,
        { ...rest, refused: words(reasons), answered: words(used) },
      ]),
    ),
  );
  for (const bar of missed) console.error(`missed: ${bar}`);
  const { engine, seed, zones } = given;
  const wallSeconds = Math.round((performance.now() - started) / 100) / 10;
  console.log(JSON.stringify({ bench: 'lawful-trips', engine, seed, zones, wallSeconds, ...more, figures, missed }));
  if (missed.length > 0) process.exitCode = 1;
}

interface Outcome {
  readonly figures: readonly ClassFigures[];
  readonly more: object;
  readonly missed: readonly string[];
}

/** Zones stand still, and every question carries them. */
async function withoutKeeper(given: Given): Promise<Outcome> {
  const network = readPbf(await readFile(given.pbf));
  const tiles = given.tiles ?? join(tmpdir(), 'baogong-lawful-trips', 'tiles');
  const hasValhalla = given.engine === 'valhalla';
  if (hasValhalla) await buildTiles(given.pbf, tiles);
  const engines = hasValhalla ? [valhallaEngine(tiles)] : [];
  const engine = lawfulEngine({ engines, streets: streetEngine(streetsOf(network)) });
  const figures = await runLawfulTrips({ ...given, network, engine, radiusM: ZONE_RADIUS_M });
  await engine.close();
  return { figures, more: {}, missed: missedBars(figures) };
}

/** Zones come and go, and OSRM has them compiled in. */
async function withOsrm(given: Given): Promise<Outcome> {
  const { figures, ...more } = await osrmTrips({
    ...given,
    zoneEveryS: given['zone-every'],
    radiusM: ZONE_RADIUS_M,
  });
  const { answeredMs, sameAsFresh, unanswered, changes, audited } = more;
  console.table(answeredMs);
  console.log(`${changes} changes of zones; ${audited} answers of OSRM audited; same as fresh files: ${sameAsFresh}`);
  const late = Object.entries(answeredMs).filter(([, { p95 }]) => p95 < 0 || p95 >= ANSWERED_MS_MAX);
  const missed = [
    ...missedBars(figures),
    ...late.map(([name, { p95 }]) => `${name}: answered by the new law in ${p95} ms (p95), allowed ${ANSWERED_MS_MAX}`),
    ...(unanswered > 0 ? [`${unanswered} changes were never answered by the new law`] : []),
    ...(sameAsFresh.length < Object.keys(answeredMs).length ? ['not every table is that of fresh files'] : []),
    ...(audited === 0 ? ['no answer of OSRM was audited'] : []),
  ];
  return { figures, more, missed };
}

function words(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}

try {
  await main();
} catch (error) {
  if (error instanceof z.ZodError) console.error(z.prettifyError(error));
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
