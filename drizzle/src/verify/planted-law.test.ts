import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { type GoodDay, goodDay } from '../testing/good-day.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { foundAfter, utc } from '../testing/plant.ts';

let database: TestDatabase;
let day: GoodDay;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  day = await goodDay(database);
});
afterAll(() => database.close());

const found = (plant: (day: GoodDay) => readonly SQL[]) => foundAfter(database, plant(day));
const vanLeg = (n: number) => sql`(select id from legs where route_id = ${day.vanRouteId} and seq = ${n})`;
const carrierLeg = (n: number) => sql`(select id from legs where route_id = ${day.carrierRouteId} and seq = ${n})`;
const square = (west: number, south: number, east: number, north: number) =>
  sql`ST_Multi(ST_MakeEnvelope(${114.03 + west * 0.001}::float8, ${22.53 + south * 0.0009}::float8, ${114.03 + east * 0.001}::float8, ${22.53 + north * 0.0009}::float8, 4326))`;
const zone = (
  area: SQL,
  { from = '03:00', to = null as string | null, version = 2, zoneClass = 'sealed', id = newId() } = {},
) =>
  sql`insert into zones (id, city_id, name, class, declared, valid_from, valid_to, recorded_at, law_version_from)
      values (${id}, ${day.city.id}, 'Z', ${zoneClass}, ${area}, ${utc(from)}::timestamptz, ${to && utc(to)}::timestamptz, ${utc(from)}::timestamptz, ${version})`;

describe('one planted breach of each law is found by its own invariant alone', () => {
  it('a drive through a sealed zone', async () => {
    expect(await found(() => [zone(square(-0.5, -1, 0.5, -0.5))])).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a plan through it that was never driven', async () => {
    expect(
      await found(() => [
        sql`update legs set line = ST_MakeLine(array[ST_StartPoint(line), ST_SetSRID(ST_MakePoint(114.03, 22.53), 4326), ST_SetSRID(ST_MakePoint(114.0322, 22.53), 4326), ST_EndPoint(line)]) where id = ${vanLeg(1)}`,
      ]),
    ).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('but neither a zone that was over, nor one that came after the plan and the drive, nor one that may be crossed', async () => {
    const area = square(-0.5, -1, 0.5, -0.5);
    expect(await found(() => [zone(area, { from: '03:00', to: '03:20' })])).toEqual({});
    expect(await found(() => [zone(area, { from: '05:00', version: 3 })])).toEqual({});
    expect(await found(() => [zone(area, { zoneClass: 'precaution' })])).toEqual({});
  });

  it('an inside carrier who leaves his own zone', async () => {
    expect(
      await found(() => [
        sql`update legs set driven_line = ST_MakeLine(array[ST_StartPoint(driven_line), ST_SetSRID(ST_MakePoint(114.0310, 22.53), 4326), ST_EndPoint(driven_line)]) where id = ${carrierLeg(2)}`,
      ]),
    ).toEqual({ forbiddenCrossings: ['leftOwnZone'] });
  });

  it('a traveller who jumps', async () => {
    expect(
      await found(() => [
        sql`update legs set driven_line = ST_MakeLine(ST_SetSRID(ST_MakePoint(114.0320, 22.535), 4326), ST_EndPoint(driven_line)) where id = ${vanLeg(3)}`,
      ]),
    ).toEqual({ forbiddenCrossings: ['gap'] });
  });

  it('a way out of a new zone that is taken twice, while once is lawful', async () => {
    const id = newId();
    const closing = [
      // Around the gate when the van stands there, between its second and third leg.
      zone(square(1.3, -0.6, 1.55, 0.4), { from: '04:26', version: 3, id }),
      sql`update legs set purpose = 'leave', zone_id = ${id}, law_version = 3, line = short, driven_line = short
          from (select ST_MakeLine(ST_SetSRID(ST_MakePoint(114.0315, 22.53), 4326), ST_SetSRID(ST_MakePoint(114.0312, 22.53), 4326)) as short) s
          where id = ${vanLeg(3)}`,
    ];
    expect(await found(() => closing)).toEqual({});
    const again = sql`update legs set purpose = 'leave', zone_id = ${id}, starts_at = ${utc('04:24')}::timestamptz, ends_at = ${utc('04:25')}::timestamptz where id = ${vanLeg(2)}`;
    expect(await found(() => [...closing, again])).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a spot inside a zone that a class may enter but not cross, unless a new law found the traveller there', async () => {
    const id = newId();
    const standing = [
      zone(square(1.3, -0.6, 1.55, 0.4), { from: '04:26', version: 3, id }),
      sql`update legs set traveller_class = 'autonomousVehicle' where route_id = ${day.vanRouteId}`,
      sql`update legs set from_kind = 'spot', law_version = 3 where id = ${vanLeg(3)}`,
    ];
    const law = sql`insert into laws (city_id, version, in_force_from, cause, zone_id)
        values (${day.city.id}, 3, ${utc('04:26')}::timestamptz, 'zoneInForce', ${id})`;
    expect(await found(() => [...standing, law])).toEqual({});
    expect(await found(() => standing)).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a red code that was known before the plan', async () => {
    expect(
      await found(({ driverId, city }) => [
        sql`insert into health_facts (id, city_id, rider_id, kind, colour, valid_from, recorded_at)
            values (${newId()}, ${city.id}, ${driverId}, 'code', 'red', ${utc('03:30')}::timestamptz, ${utc('03:50')}::timestamptz)`,
      ]),
    ).toEqual({ withoutValidCode: ['assignment', 'delivery', 'departure', 'taking'] });
  });

  it('a red code that was known only at the second departure, and none that was recorded after the work', async () => {
    const red = (time: string) => (d: GoodDay) => [
      sql`insert into health_facts (id, city_id, rider_id, kind, colour, valid_from, recorded_at)
          values (${newId()}, ${d.city.id}, ${d.driverId}, 'code', 'red', ${utc('03:30')}::timestamptz, ${utc(time)}::timestamptz)`,
    ];
    expect(await found(red('04:26'))).toEqual({ withoutValidCode: ['departure'] });
    expect(await found(red('04:28'))).toEqual({});
  });

  it('a test that ran out', async () => {
    expect(
      await found(({ carrierId }) => [
        sql`update health_facts set valid_from = valid_from - interval '47 hours 30 minutes' + interval '4 hours' where rider_id = ${carrierId} and kind = 'test'`,
      ]),
    ).toEqual({ withoutValidCode: ['assignment', 'delivery', 'departure', 'taking'] });
  });
});
