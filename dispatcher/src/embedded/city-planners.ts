import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import { openWave } from '@baogong/drizzle/queries/waves/open-wave';
import type { Id } from '@baogong/drizzle/rules/ids';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Logger } from 'pino';
import { legLines } from '../planning/leg-lines.ts';
import type { Planner } from '../planning/plan-once.ts';
import { planWave } from '../planning/plan-wave.ts';
import { threadSolver } from '../planning/solver-thread.ts';
import { travelTables } from '../planning/travel-tables.ts';
import { cityEngine } from '../routing/city-engine.ts';
import { readOsrmConfig } from '../routing/osrm/config.ts';
import { tellNowAndThen } from '../routing/tell-now-and-then.ts';

export interface CityPlanners {
  planWave(waveId: Id): Promise<void>;
  /** Cities whose streets are not here: their waves wait. */
  readonly streetless: readonly string[];
  close(): Promise<void>;
}

/** A planner with its routing engine for each city whose folder is here; one solver thread for all. */
export async function cityPlanners(asked: {
  readonly database: Database;
  readonly clock: Clock;
  readonly citiesDir: string;
  readonly tilesDir: string;
  readonly cities: readonly { readonly id: Id; readonly slug: string }[];
  /** Hears of engines that are done without. */
  readonly log: Logger;
}): Promise<CityPlanners> {
  const { database, clock, citiesDir, tilesDir, log } = asked;
  const { foreignUrl } = readOsrmConfig();
  const solver = threadSolver();
  const planners = new Map<Id, Planner>();
  const streetless: string[] = [];
  for (const { id, slug } of asked.cities) {
    const folder = join(citiesDir, slug);
    if (!existsSync(folder)) {
      streetless.push(slug);
      continue;
    }
    const engine = await cityEngine({
      onUnavailable: tellNowAndThen((told) => log.warn({ event: 'routing.unavailable', city: slug, ...told })),
      ...{ folder, tileDir: join(tilesDir, slug), foreignUrl },
      // A data folder has one owner, so that no keeper can record anything beside it.
      routers: database.engine === 'postgres' ? () => database.read((db) => liveRouters(db, id)) : undefined,
    });
    planners.set(id, { database, engine, tables: travelTables(engine), lines: legLines(engine), solver });
  }

  return {
    streetless,
    async planWave(waveId) {
      const wave = await database.read((db) => openWave(db, waveId));
      if (!wave) return;
      const planner = planners.get(wave.cityId);
      if (!planner) throw new Unavailable(`city ${wave.cityId}: its street folder is not in ${citiesDir}`);
      await planWave({ ...planner, clock }, waveId);
    },
    async close() {
      await solver.close();
      for (const { engine } of planners.values()) await engine.close();
    },
  };
}
