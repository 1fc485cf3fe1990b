import { requestWave } from '@baogong/drizzle/actions/waves/request-wave';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import type { Id } from '@baogong/drizzle/rules/ids';
import { legs } from '@baogong/drizzle/schema/legs';
import { routes, stopBoxes, stops } from '@baogong/drizzle/schema/routes';
import { unplanned, waves } from '@baogong/drizzle/schema/waves';
import { acting } from '@baogong/drizzle/testing/small-city';
import { eq } from 'drizzle-orm';
import type { LawfulEngine } from '../../routing/lawful-engine.ts';
import { legLines } from '../leg-lines.ts';
import { planWave } from '../plan-wave.ts';
import { inlineSolver } from '../solver-inline.ts';
import { travelTables } from '../travel-tables.ts';

interface Asked {
  readonly cityId: Id;
  readonly now: Date;
  readonly engine: LawfulEngine;
}

/** Plans one wave at an instant; the solver's plan and every leg are judged on the way. Gives the rows of all waves so far. */
export async function plannedWave(database: Database, { cityId, now, engine }: Asked) {
  const standing: Clock = { kind: 'stepped', now: async () => now };
  const waveId = await acting(database, (tx) => requestWave(tx, { cityId, cause: 'asked' }), now);
  const planner = { database, engine, tables: travelTables(engine), lines: legLines(engine), solver: inlineSolver() };
  await planWave({ ...planner, clock: standing }, waveId);
  return database.read(async (db) => ({
    wave: (await db.select().from(waves).where(eq(waves.id, waveId)))[0],
    unplanned: await db.select().from(unplanned).where(eq(unplanned.waveId, waveId)),
    routes: await db.select().from(routes).where(eq(routes.waveId, waveId)),
    stops: await db.select().from(stops).innerJoin(stopBoxes, eq(stopBoxes.stopId, stops.id)),
    legs: await db.select().from(legs).orderBy(legs.routeId, legs.seq),
  }));
}
