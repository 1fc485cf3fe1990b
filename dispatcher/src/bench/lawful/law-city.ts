import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@baogong/drizzle/database/actor';
import { type Clock, wallClock } from '@baogong/drizzle/database/clock';
import { grantLogin } from '@baogong/drizzle/database/grant-login';
import { migrate } from '@baogong/drizzle/database/migrate';
import { openServer } from '@baogong/drizzle/database/open-server';
import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { demoAccounts } from '@baogong/drizzle/queries/cities/demo-accounts';
import { type Id, newId } from '@baogong/drizzle/rules/ids';
import { sql } from 'drizzle-orm';
import { planExtract } from '../../city/extract/plan-extract.ts';
import { writeFolder } from '../../city/write-folder.ts';
import { foundCity } from '../../embedded/found-city.ts';
import { readPbf } from '../../osm/read-pbf.ts';
import { migrateQueues } from '../../queues/migrate-queues.ts';

/** A city of the bench's own on a server, with somebody who may declare zones in it. */
export interface LawCity {
  readonly database: Database;
  readonly clock: Clock;
  readonly cityId: Id;
  readonly slug: string;
  readonly dataDir: string;
  readonly pbf: string;
  readonly commander: Actor;
  /** Where a process logs in that owns nothing. */
  readonly loginUrl: string;
  close(): Promise<void>;
}

const LOGIN = 'baogong_bench';
const COMMUNITIES = 12;
const WAVE_EVERY_S = 86_400;

export async function openLawCity({ url, pbf }: { url: string; pbf: string }): Promise<LawCity> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baogong-lawful-osrm-'));
  const slug = `lawful-${newId().slice(-12)}`;
  const network = readPbf(pbf);
  const source = 'a bench';
  const made = {
    name: slug,
    seed: 1,
    communityCount: COMMUNITIES,
    timeZone: 'Asia/Shanghai',
    file: pbf,
    source,
    network,
  };
  const plan = planExtract({ ...made, onProgress: () => undefined });
  writeFolder({ dataDir, plan, force: true });

  const database = await openServer({ url });
  await migrate(database, [migrateQueues]);
  await grantLogin(database, { name: LOGIN });
  const citiesDir = join(dataDir, 'cities');
  const founding = { database, clock: wallClock, citiesDir, slug, waveIntervalS: WAVE_EVERY_S };
  const cityId = await foundCity(founding);
  return {
    ...{ database, cityId, slug, dataDir },
    clock: wallClock,
    pbf: join(citiesDir, slug, 'streets.osm.pbf'),
    commander: await commanderOf(database, cityId),
    loginUrl: loginUrl(url),
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Commands the whole city: zones lie where the bench draws them. */
function commanderOf(database: Database, cityId: Id): Promise<Actor> {
  return database.read(async (db) => {
    const id = (await demoAccounts(db, cityId)).get('commander');
    const [root] = await rows<{ path: string }>(
      db,
      sql`select path::text as path from jurisdictions where city_id = ${cityId} order by nlevel(path) limit 1`,
    );
    if (!id || !root) throw new RangeError('the city has no commander');
    return { kind: 'account', id, cityId, grants: [{ role: 'commander', path: root.path }] };
  });
}

function loginUrl(url: string): string {
  const login = new URL(url);
  login.username = LOGIN;
  login.password = '';
  return login.href;
}
