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
import { missedBars, runLawfulTrips } from './lawful/run-lawful-trips.ts';

/** How many legs under random zones are lawful, and how many of the possible ones are found: a table and one JSON line. */
const options = z.object({
  pbf: z.string({ error: 'give a street extract: --pbf FILE.osm.pbf' }),
  trips: z.coerce.number().int().positive().default(1000),
  seed: z.coerce.number().int().default(1),
  zones: z.coerce.number().int().positive().default(40),
  tiles: z.string().optional(),
  'no-valhalla': z.boolean().default(false),
});

const ZONE_RADIUS_M = [150, 500] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pbf: { type: 'string' },
      trips: { type: 'string' },
      seed: { type: 'string' },
      zones: { type: 'string' },
      tiles: { type: 'string' },
      'no-valhalla': { type: 'boolean' },
    },
  });
  const given = options.parse(values);
  const started = performance.now();
  const network = readPbf(await readFile(given.pbf));
  const tiles = given.tiles ?? join(tmpdir(), 'baogong-lawful-trips', 'tiles');
  if (!given['no-valhalla']) await buildTiles(given.pbf, tiles);

  const engines = given['no-valhalla'] ? [] : [valhallaEngine(tiles)];
  const engine = lawfulEngine({ engines, streets: streetEngine(streetsOf(network)) });
  const figures = await runLawfulTrips({ ...given, network, engine, radiusM: ZONE_RADIUS_M });
  await engine.close();

  console.table(
    Object.fromEntries(
      figures.map(({ travellerClass, reasons, engines: used, ...rest }) => [
        travellerClass,
        { ...rest, refused: words(reasons), answered: words(used) },
      ]),
    ),
  );
  const missed = missedBars(figures);
  const wallSeconds = Math.round((performance.now() - started) / 100) / 10;
  console.log(
    JSON.stringify({ bench: 'lawful-trips', seed: given.seed, zones: given.zones, wallSeconds, figures, missed }),
  );
  if (missed.length > 0) process.exitCode = 1;
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
