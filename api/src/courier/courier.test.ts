import { advanceClock } from '@baogong/drizzle/database/clock';
import { newId } from '@baogong/drizzle/rules/ids';
import { firstTrip } from '@baogong/drizzle/testing/drive';
import { clock } from '@baogong/drizzle/testing/good-day-ground';
import { commitRoutes, routeOf } from '@baogong/drizzle/testing/plan-route';
import { boxNow, recordHealth, type WorkingCity, workingCity } from '@baogong/drizzle/testing/working-city';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { type Client, createClient } from '../client.ts';
import { leg as legSchema, route as routeSchema, stop as stopSchema } from '../contract/route-shapes.ts';
import type { Deps } from '../deps.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

const DEPARTS = clock('02:00');

describe("a courier's day through the counter", () => {
  let database: TestDatabase;
  let city: WorkingCity;
  let counter: Counter;
  let planned: ReturnType<typeof routeOf>;
  let rider: Client;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  /** The outside rider fetches one box at the warehouse and brings it to the drop point. */
  beforeEach(async () => {
    await database.reset();
    city = await workingCity(database);
    planned = routeOf({
      traveller: city.outsider,
      source: city.warehouse,
      visits: [{ place: city.dropPoint, mode: 'self', boxIds: [city.boxIds[0]] }],
      departs: DEPARTS,
    });
    await commitRoutes(database, { city, planned: [planned], now: clock('01:50') });
    counter = await openCounter(database, { city, startsAt: DEPARTS });
    rider = await clientOf(city.outsider.actor.id);
  });

  const clientOf = async (accountId: string) => {
    await counter.grant(accountId, 'rider', 'cn.d1.s1');
    return counter.client(await counter.tokenOf(accountId));
  };
  const header = () => ({ 'Idempotency-Key': newId() });
  const trip = () => firstTrip(planned);
  const leg = (i: number) => ({ id: trip().legs[i]?.id ?? '' });
  const stop = () => ({ id: trip().stops[0]?.id ?? '' });
  const read = async (answer: Response, status = 200) => {
    const body = await answer.json();
    expect({ status: answer.status, ...(answer.status !== status && body) }).toEqual({ status });
    return body;
  };
  const drive = async (i: number, from: string, to: string) => {
    await advanceClock(database, clock(from));
    const departed = await rider.v1.legs[':id'].depart.$post({ param: leg(i), header: header() });
    legSchema.parse((await read(departed)).leg);
    await advanceClock(database, clock(to));
    const line = trip().legs[i]?.line.slice(1) ?? [];
    const reported = await rider.v1.legs[':id'].positions.$post({
      param: leg(i),
      header: header(),
      json: { positions: line.map(([lng, lat]) => ({ at: clock(to).toISOString(), point: [lng, lat] })) },
    });
    expect(await read(reported)).toEqual({ accepted: line.length, status: 'planned' });
    routeSchema.parse(await read(await rider.v1.legs[':id'].arrive.$post({ param: leg(i), header: header() })));
  };

  it('goes from the list of routes to the last stop and home', async () => {
    const list = await read(await rider.v1.courier.routes.$get({ query: {} }));
    expect(list.routes.map((route: unknown) => routeSchema.parse(route).id)).toEqual([planned.id]);

    await drive(0, '02:00', '02:10');
    routeSchema.parse(
      await read(await rider.v1.trips[':id'].take.$post({ param: { id: trip().id }, header: header() })),
    );
    await drive(1, '02:11', '02:20');
    const delivered = await read(
      await rider.v1.stops[':id'].deliver.$post({ param: stop(), header: header(), json: {} }),
    );
    expect(stopSchema.parse(delivered.stop).state).toBe('done');
    await drive(2, '02:21', '02:30');

    expect(await boxNow(database, city.boxIds[0])).toMatchObject({ state: 'delivered', custodianId: city.dropPointId });
    expect((await read(await rider.v1.courier.routes.$get({ query: {} }))).routes).toEqual([]);
    const seen = routeSchema.parse(await read(await rider.v1.routes[':id'].$get({ param: { id: planned.id } })));
    expect([seen.state, seen.trips[0]?.legs.map(({ status }) => status)]).toEqual([
      'done',
      ['driven', 'driven', 'driven'],
    ]);
  });

  it('believes no jump, unless time is simulated or the city is a demonstration; a real city is told in vain that it is', async () => {
    await read(await rider.v1.legs[':id'].depart.$post({ param: leg(0), header: header() }));
    const [lng, lat] = city.dropPoint.point;
    const far = { at: DEPARTS.toISOString(), point: [lng + 0.01, lat] as [number, number] };
    const report = (client: Client, json: { positions: (typeof far)[]; simulated?: true }) =>
      client.v1.legs[':id'].positions.$post({ param: leg(0), header: header(), json });
    expect(await read(await report(rider, { positions: [far] }), 422)).toMatchObject({
      code: 'positionImplausible',
      errors: [{ path: 'positions[0].point' }],
    });

    const token = await counter.tokenOf(city.outsider.actor.id);
    const at = (deps: Partial<Deps>) => {
      const app = createApp({ ...counter.deps, ...deps });
      return createClient('http://counter.test', {
        fetch: async (input: string | URL | Request, init?: RequestInit) => app.request(input, init),
        headers: { Authorization: `Bearer ${token}` },
      });
    };
    const simulated = { positions: [far], simulated: true as const };
    const wall = { kind: 'wall' as const, now: counter.clock.now };
    expect(await read(await report(at({ clock: wall }), simulated), 403)).toMatchObject({ code: 'simulationOnly' });
    expect(await read(await report(at({ clock: wall, demonstration: true }), simulated))).toMatchObject({
      accepted: 1,
    });
    const again = {
      positions: [{ ...far, at: new Date(DEPARTS.getTime() + 1000).toISOString() }],
      simulated: true as const,
    };
    expect((await report(at({}), again)).status).not.toBe(403);
  });

  it('tells why a stop was not served, and keeps the box aboard', async () => {
    await drive(0, '02:00', '02:10');
    await read(await rider.v1.trips[':id'].take.$post({ param: { id: trip().id }, header: header() }));
    await drive(1, '02:11', '02:20');
    const failed = await rider.v1.stops[':id'].fail.$post({
      param: stop(),
      header: header(),
      json: { failure: 'noAccess' },
    });
    expect(stopSchema.parse((await read(failed)).stop)).toMatchObject({ state: 'failed', failure: 'noAccess' });
    expect(await boxNow(database, city.boxIds[0])).toMatchObject({ state: 'loaded', custodianKind: 'rider' });
  });

  it('is nobody else’s: another rider neither sees nor drives the route', async () => {
    const other = await clientOf(city.carrier.actor.id);
    expect((await read(await other.v1.courier.routes.$get({ query: {} }))).routes).toEqual([]);
    await read(await other.v1.routes[':id'].$get({ param: { id: planned.id } }), 404);
    const refused = [
      await other.v1.legs[':id'].depart.$post({ param: leg(0), header: header() }),
      await other.v1.trips[':id'].take.$post({ param: { id: trip().id }, header: header() }),
      await other.v1.stops[':id'].deliver.$post({ param: stop(), header: header(), json: {} }),
    ];
    for (const answer of refused) {
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'notYourRoute' }]);
    }
  });

  it('does not begin when the code has turned between plan and departure', async () => {
    await recordHealth(database, { city, riderId: city.outsider.riderId, colour: 'red', recordedAt: clock('01:55') });
    const refused = await rider.v1.legs[':id'].depart.$post({ param: leg(0), header: header() });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'healthCodeNotValid' }]);
  });

  it('takes reports once, however often a weak network repeats them', async () => {
    const key = header();
    const first = await rider.v1.legs[':id'].depart.$post({ param: leg(0), header: key });
    const again = await rider.v1.legs[':id'].depart.$post({ param: leg(0), header: key });
    expect([again.status, await again.text()]).toEqual([200, await first.text()]);
    const anew = await rider.v1.legs[':id'].depart.$post({ param: leg(0), header: header() });
    expect(anew.status).toBe(409);
  });
});
