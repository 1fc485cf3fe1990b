import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../rules/ids.ts';
import { type GoodDay, goodDay } from '../testing/good-day.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { foundAfter, utc } from '../testing/plant.ts';
import { onTheWay, square, zone as zoneOf } from '../testing/plants/drives.ts';
import { codeFact, vanLeg as legOfVan, reportedAsDriven } from '../testing/plants/plant.ts';

let database: TestDatabase;
let day: GoodDay;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.reset();
  day = await goodDay(database);
});
afterAll(() => database.close());

const found = (plant: (day: GoodDay) => readonly SQL[]) => foundAfter(database, plant(day));
const vanLeg = (n: number) => legOfVan(day, n);
const zone = (area: SQL, facts?: Parameters<typeof zoneOf>[2]) => zoneOf(day, area, facts);

describe('what the law allows is not found, and what is nearly the same is', () => {
  it('neither a zone that was over, nor one that came after the plan and the drive, nor one that may be crossed', async () => {
    expect(await found(() => [zone(onTheWay, { from: '03:00', to: '03:20' })])).toEqual({});
    expect(await found(() => [zone(onTheWay, { from: '05:00', version: 3 })])).toEqual({});
    expect(await found(() => [zone(onTheWay, { zoneClass: 'precaution' })])).toEqual({});
  });

  it('a way out of a new zone that is taken twice, while once is lawful', async () => {
    const id = newId();
    const closing = [
      // Around the gate when the van stands there, between its second and third leg.
      zone(square(1.3, -0.6, 1.55, 0.4), { from: '04:26', version: 3, id }),
      sql`update legs set purpose = 'leave', zone_id = ${id}, law_version = 3, line = short, driven_line = short
          from (select ST_MakeLine(ST_SetSRID(ST_MakePoint(114.0315, 22.53), 4326), ST_SetSRID(ST_MakePoint(114.0312, 22.53), 4326)) as short) s
          where id = ${vanLeg(3)}`,
      ...reportedAsDriven,
    ];
    expect(await found(() => closing)).toEqual({});
    const again = sql`update legs set purpose = 'leave', zone_id = ${id}, starts_at = ${utc('04:24')}::timestamptz, ends_at = ${utc('04:25')}::timestamptz where id = ${vanLeg(2)}`;
    expect(await found(() => [...closing, again])).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a spot inside a zone that a class may enter but not cross, unless a new law found the traveller there', async () => {
    const id = newId();
    const standing = [
      zone(square(1.3, -0.6, 1.55, 0.4), { from: '04:26', version: 3, id }),
      sql`update vehicles set traveller_class = 'autonomousVehicle' where id = ${day.vehicleId}`,
      sql`update legs set from_kind = 'spot', law_version = 3 where id = ${vanLeg(3)}`,
    ];
    const law = sql`insert into laws (city_id, version, in_force_from, cause, zone_id)
        values (${day.city.id}, 3, ${utc('04:26')}::timestamptz, 'zoneInForce', ${id})`;
    expect(await found(() => [...standing, law])).toEqual({});
    expect(await found(() => standing)).toEqual({ forbiddenCrossings: ['crossing'] });
  });

  it('a red code that was known before the plan fails every deed, one recorded after the work none', async () => {
    const red = (recorded: string) => (d: GoodDay) => [codeFact(d, { riderId: d.driverId, colour: 'red', recorded })];
    expect(await found(red('03:50'))).toEqual({
      withoutValidCode: ['assignment', 'delivery', 'departure', 'taking'],
    });
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
