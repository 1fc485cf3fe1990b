import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { benchGround, benchMap } from '../bench/routing/bench-ground.ts';
import { type EngineFigures, type MeasuredEngine, measureEngine } from '../bench/routing/measure-engine.ts';
import { measuredOsrm, measuredValhalla } from '../bench/routing/measured-engines.ts';
import { OsrmMissing } from '../routing/osrm/tools/find-osrm.ts';
import { streetsOf } from '../routing/streets/street-engine.ts';

/** Matrices cold, cached and after one zone change, by both engines: a table and one JSON line. */
const options = z.object({
  pbf: z.string().refine(existsSync, 'a file of streets, .osm.pbf').optional(),
  seed: z.coerce.number().int().default(1),
  zones: z.coerce.number().int().min(0).default(20),
  sizes: z
    .string()
    .default('200,1000')
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.int().min(2).max(2_000)).min(1)),
});

process.exitCode = await run();

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      pbf: { type: 'string' },
      seed: { type: 'string' },
      zones: { type: 'string' },
      sizes: { type: 'string' },
    },
  });
  const given = options.safeParse(values);
  if (!given.success) {
    console.error(z.prettifyError(given.error));
    return 2;
  }
  const { pbf, seed, zones: count, sizes } = given.data;
  const folder = join(tmpdir(), 'baogong-bench-routing', pbf ? 'extract' : 'shatou');
  const map = benchMap(pbf, folder);
  const ground = benchGround(
    { network: map.network, streets: streetsOf(map.network) },
    { seed, zones: count, places: Math.max(...sizes) },
  );
  const before = { avoid: ground.zones, enterOnly: [] };
  const after = { avoid: [...ground.zones, ground.later], enterOnly: [] };

  const osrm = await measuredOsrm(map, folder).catch((error: unknown) => {
    if (!(error instanceof OsrmMissing)) throw error;
    console.error(error.message);
    return undefined;
  });
  const engines: MeasuredEngine[] = [...(osrm ? [osrm] : []), await measuredValhalla(map, folder)];
  const figures: EngineFigures[] = [];
  try {
    for (const size of sizes) {
      for (const engine of engines) {
        const places = ground.places.slice(0, size);
        figures.push(await measureEngine(engine, { places, before, after }));
        console.error(`${engine.name}, ${places.length} places: done`);
      }
    }
  } finally {
    await osrm?.close();
  }
  console.table(figures);
  console.log(JSON.stringify({ bench: 'routing', map: map.name, seed, zones: count, figures }));
  return figures.some(({ reachDiffers }) => reachDiffers > 0) ? 1 : 0;
}
