import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { enforceDueZones } from '@baogong/drizzle/actions/sweeps/enforce-due-zones';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { fleetProfiles } from '@baogong/drizzle/queries/fleet/fleet-profiles';
import { type LiveRouter, liveRouters } from '@baogong/drizzle/queries/routers/live-routers';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { declared, ground, lifted } from '@baogong/drizzle/testing/declare';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { acting, at } from '@baogong/drizzle/testing/small-city';
import { type WorkingCity, workingCity } from '@baogong/drizzle/testing/working-city';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { StreetNetwork } from '../../osm/street-network.ts';
import { writePbf } from '../../osm/write-pbf.ts';
import { classLaw } from '../../planning/class-law.ts';
import { readWorld } from '../../planning/read-world.ts';
import { osrmClient } from '../../routing/osrm/osrm-client.ts';
import { recordedRouters } from '../../routing/osrm/recorded-routers.ts';
import { OSRM_NOT_HERE, osrmHere } from '../../routing/testing/real-osrm.ts';
import { type CityDatasets, cityDatasets } from './city-datasets.ts';
import { type Keeper, startKeeper } from './keeper.ts';

const WAIT_MS_MAX = 60_000;

if (osrmHere) {
  const home = osrmHere;
  const folder = mkdtempSync(join(tmpdir(), 'baogong keeper-'));
  const keepers: Keeper[] = [];
  let now = clock('02:00');
  const time: Clock = { kind: 'stepped', now: async () => now };
  let database: TestDatabase;
  let city: WorkingCity;
  let datasets: CityDatasets;

  beforeAll(async () => {
    database = await openTestDatabase();
    const pbf = join(folder, 'streets.osm.pbf');
    writeFileSync(pbf, writePbf(ladder()));
    datasets = await cityDatasets({
      ...{ home, pbf, osrmDir: join(folder, 'osrm'), say: () => undefined },
      profiles: ['car', 'ebike', 'foot'],
    });
  });
  beforeEach(async () => {
    await database.reset();
    now = clock('02:00');
    city = await workingCity(database);
  });
  afterEach(async () => {
    for (const keeper of keepers.splice(0)) await keeper.stop();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function keeping({ on = database as Database, said = [] as string[] } = {}): Promise<Keeper> {
    const seats = await database.read((db) => fleetProfiles(db, city.id));
    const say = (line: string) => void said.push(line);
    const keeper = await startKeeper({ ...{ database: on, datasets, seats, say }, clock: time, cityId: city.id });
    keepers.push(keeper);
    return keeper;
  }
  const living = () => database.read((db) => liveRouters(db, city.id));

  /** The living routers as soon as they are as wanted. */
  async function livingWhen(wanted: (routers: LiveRouter[]) => boolean): Promise<LiveRouter[]> {
    for (let waitedMs = 0; ; waitedMs += 20) {
      const routers = await living();
      if (wanted(routers)) return routers;
      if (waitedMs > WAIT_MS_MAX) throw new Error(`routers are ${JSON.stringify(routers)}`);
      await delay(20);
    }
  }
  const underVersion = (version: number) =>
    livingWhen((routers) => routers.length === 4 && routers.every(({ lawVersion }) => lawVersion === version));
  const routerOf = (routers: LiveRouter[], travellerClass: string) => {
    const router = routers.find((each) => each.travellerClass === travellerClass);
    if (!router) throw new Error(`no router for ${travellerClass}`);
    return router;
  };

  /** Metres along the long street from house 0 to house 3, as a router drives them. */
  async function metres({ url, token }: LiveRouter): Promise<number> {
    return Math.round((await osrmClient({ baseUrl: url, token }).route([at(0), at(3)])).distanceM);
  }

  it('a zone that takes force is in the routers of all whom it binds, and one that is lifted is out of them', async () => {
    await keeping();
    const before = await underVersion(1);
    expect(before.map(({ travellerClass }) => travellerClass)).toEqual([
      'autonomousVehicle',
      'insideCarrier',
      'mannedVehicle',
      'outsideRider',
    ]);
    const straight = await metres(routerOf(before, 'mannedVehicle'));

    const { zoneId } = await declared(database, { city, ring: ground(1.3, 1.7, -0.5, 0.5), now });
    const closed = await underVersion(2);
    for (const travellerClass of ['mannedVehicle', 'outsideRider', 'autonomousVehicle']) {
      expect(await metres(routerOf(closed, travellerClass))).toBeGreaterThan(straight + 100);
    }

    now = clock('02:10');
    await lifted(database, { city, zoneId, now });
    const open = await underVersion(3);
    expect(await metres(routerOf(open, 'mannedVehicle'))).toBe(straight);
    // The same law has the same token, whatever its version.
    expect(open.map(({ token }) => token)).toEqual(before.map(({ token }) => token));
  });

  it('the law that a plan is made under finds its router, for every traveller at work', async () => {
    await declared(database, { city, ring: ground(1.5, 3.5, -1, 1), now });
    const soon = { zoneClass: 'restricted', validFrom: clock('02:30') } as const;
    await declared(database, { city, ring: ground(5, 6, -1, 1), now, ...soon });
    await keeping();
    const routers = recordedRouters({ read: living });
    const world = await readWorld(database, { cityId: city.id, now });
    expect(world.zones).toHaveLength(2);
    const classes = new Set<string>();
    for (const traveller of world.travellers) {
      const { law } = classLaw({ ...world, ...traveller });
      classes.add(traveller.travellerClass);
      const engine = await routers.under(traveller.profile, law);
      expect(engine, traveller.travellerClass).toBeDefined();
      const places = [at(0), at(3)];
      await engine?.matrix({ profile: traveller.profile, from: places, to: places });
    }
    expect(classes).toContain('insideCarrier');
    expect(classes.size).toBe(4);
  });

  it('a class whose law stays as it was keeps its process under the new version', async () => {
    await keeping();
    const before = await underVersion(1);
    await declared(database, { city, ring: ground(1.3, 1.7, -0.5, 0.5), zoneClass: 'precaution', now });
    const after = await underVersion(2);
    for (const travellerClass of ['mannedVehicle', 'outsideRider', 'autonomousVehicle']) {
      expect(routerOf(after, travellerClass).url).toBe(routerOf(before, travellerClass).url);
    }
  });

  it('zones that begin and end by the clock are noticed without anybody saying so', async () => {
    await keeping();
    const [before] = await underVersion(1);
    const zone = { city, ring: ground(1.3, 1.7, -0.5, 0.5), now, validFrom: clock('05:00'), validTo: clock('06:00') };
    await declared(database, zone);
    // Plans look an hour and a half ahead, so that the zone counts before it is in force.
    now = clock('04:00');
    const token = (routers: LiveRouter[]) => routerOf(routers, 'mannedVehicle').token;
    const soon = await livingWhen((routers) => routers.length === 4 && token(routers) !== before?.token);
    now = clock('05:00');
    await acting(database, enforceDueZones, now);
    expect(token(await underVersion(2))).toBe(token(soon));
    now = clock('06:00');
    await acting(database, enforceDueZones, now);
    expect(token(await underVersion(3))).not.toBe(token(soon));
  });

  it('a process that ends is replaced, and nothing is recorded that does not answer', async () => {
    await keeping();
    const before = routerOf(await underVersion(1), 'mannedVehicle');
    const pid = Number(pidOf('mannedVehicle-car'));
    process.kill(pid, 'SIGKILL');
    const after = await livingWhen((routers) => routers.length === 4 && !routers.some(({ id }) => id === before.id));
    expect(await metres(routerOf(after, 'mannedVehicle'))).toBeGreaterThan(0);
  });

  it('a second keeper takes the city over, and the first one sees it and goes', async () => {
    const first = await keeping();
    const before = await underVersion(1);
    const elsewhere = { ...datasets, runDir: join(folder, 'elsewhere') };
    const seats = await database.read((db) => fleetProfiles(db, city.id));
    const say = () => undefined;
    const second = { database, seats, say, datasets: elsewhere, clock: time, cityId: city.id };
    keepers.push(await startKeeper(second));
    expect(await first.ended).toBe('replaced');
    const after = await living();
    expect(after.map(({ url }) => url)).not.toEqual(before.map(({ url }) => url));
    expect(await metres(routerOf(after, 'mannedVehicle'))).toBeGreaterThan(0);
  });

  it('a keeper that stops leaves no record, no process and no files', async () => {
    const keeper = await keeping();
    const [router] = await underVersion(1);
    await keeper.stop();
    expect(await living()).toEqual([]);
    expect(readdirSync(datasets.runDir)).toEqual([]);
    await expect(fetch(router?.url ?? '')).rejects.toThrow();
  });

  it('a keeper that stops while the database is away ends its processes all the same, and says what is left', async () => {
    let isAway = false;
    const transaction: Database['transaction'] = (run, options) =>
      isAway ? Promise.reject(new Unavailable('the database does not answer')) : database.transaction(run, options);
    const said: string[] = [];
    const keeper = await keeping({ on: { ...database, transaction }, said });
    await underVersion(1);
    isAway = true;
    await keeper.stop();
    expect(said.at(-1)).toBe('The records could not be retired: the database does not answer');
    expect(readdirSync(datasets.runDir)).toEqual([]);
  });

  function pidOf(prefix: string): string {
    const name = readdirSync(datasets.runDir).find((each) => each.startsWith(prefix)) ?? '';
    const file = join(datasets.runDir, name, 'pid');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
} else {
  it.skip(`the keeper ${OSRM_NOT_HERE}`);
}

/**
 * The long street past the houses and a second one south of it, with a street between them at every house: OSRM closes a
 * street from one junction to the next.
 */
function ladder(): StreetNetwork {
  const columns = [-1, 0, 1, 2, 3, 4];
  const places = [...columns.map((east) => at(east)), ...columns.map((east) => at(east, -3))];
  const n = columns.length;
  const rungs = columns.map((_, i) => [i, n + i]);
  const lines = [columns.map((_, i) => i), columns.map((_, i) => n + i), ...rungs];
  return {
    nodeIds: Float64Array.from(places, (_, i) => i + 1),
    lng: Float64Array.from(places, ([lng]) => lng),
    lat: Float64Array.from(places, ([, lat]) => lat),
    ways: lines.map((nodes, i) => ({ id: i + 1, nodes: Int32Array.from(nodes), tags: { highway: 'residential' } })),
  };
}
