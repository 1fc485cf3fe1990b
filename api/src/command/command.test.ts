import { advanceClock } from '@baogong/drizzle/database/clock';
import { newId } from '@baogong/drizzle/rules/ids';
import { roles } from '@baogong/drizzle/rules/vocabulary';
import { streets } from '@baogong/drizzle/schema/streets';
import { at, SMALL_CITY_NOON } from '@baogong/drizzle/testing/small-city';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../client.ts';
import { contract } from '../contract/all.ts';
import { zone } from '../contract/zones.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

describe('command', () => {
  let database: TestDatabase;
  let counter: Counter;
  let commander: Client;

  beforeAll(async () => {
    database = await openTestDatabase();
    counter = await openCounter(database, { deps: { simulation: { advance: async () => undefined } } });
    const { id: cityId } = counter.city;
    const line = [at(-5, 0), at(0, 0), at(5, 0)];
    await database.transaction((tx) =>
      tx.insert(streets).values({
        cityId,
        wayId: 1,
        nameZh: '沙嘴路',
        highway: 'residential',
        oneway: false,
        car: true,
        ebike: true,
        foot: true,
        nodes: [1, 2, 3],
        line,
      }),
    );
    commander = counter.client((await counter.hire('commander')).token);
  });
  afterAll(() => database.close());

  const square = (size: number): [number, number][] =>
    [
      [-size, -size],
      [size, -size],
      [size, size],
      [-size, size],
      [-size, -size],
    ].map(([x = 0, y = 0]) => {
      const [lng, lat] = at(x, y);
      return [lng, lat];
    });
  const declare = (ring: [number, number][], validFrom?: string) =>
    commander.v1.zones.$post({
      json: { name: '封控一区', class: 'sealed', geometry: { type: 'Polygon', coordinates: [ring] }, validFrom },
      header: { 'Idempotency-Key': newId() },
    });

  it('gets replies of the shape that the contract tells, on every page that needs no id', async () => {
    const everybody = await counter.hire('commander');
    for (const role of roles) await counter.grant(everybody.accountId, role);
    const resident = await counter.tokenOf(counter.city.accountIds[0] ?? '');
    const pages = Object.entries(contract).filter(
      ([name, { method, path }]) => method === 'get' && !path.includes('{') && name !== 'streamEvents',
    );
    expect(pages.length).toBeGreaterThan(12);
    for (const [name, { path, responses }] of pages) {
      const token = name === 'readHome' || name === 'readShelf' || name === 'listOrders' ? resident : everybody.token;
      const answer = await counter.app.request(path, { headers: { Authorization: `Bearer ${token}` } });
      const body = await answer.json();
      expect({ name, status: answer.status, ...(answer.status !== 200 && body) }).toEqual({ name, status: 200 });
      bodySchema(responses).parse(body);
    }
  });

  it('draws streets as vector tiles, and says where there are none', async () => {
    // Tile of (114.03, 22.53) at zoom 16: x = (114.03 + 180) / 360 * 65536, y by the Mercator formula.
    const here = await commander.v1.tiles[':z'][':x'][':y'].$get({ param: { z: '16', x: '53526', y: '28556' } });
    expect([here.status, here.headers.get('content-type')]).toEqual([200, 'application/vnd.mapbox-vector-tile']);
    expect((await here.arrayBuffer()).byteLength).toBeGreaterThan(20);
    const nowhere = await commander.v1.tiles[':z'][':x'][':y'].$get({ param: { z: '16', x: '1', y: '1' } });
    expect(nowhere.status).toBe(204);
    const beyond = await commander.v1.tiles[':z'][':x'][':y'].$get({ param: { z: '99', x: '1', y: '1' } });
    expect(beyond.status).toBe(422);
  });

  it('declares a zone, sees it with its gates, and lifts it', async () => {
    const declared = await declare(square(2));
    if (declared.status !== 201) throw new Error(await declared.text());
    const { id } = zone.parse(await declared.json());
    const list = await commander.v1.zones.$get();
    if (list.status !== 200) throw new Error(await list.text());
    const { lawVersion, items } = await list.json();
    expect(lawVersion).toBe(2);
    expect(items.map((item) => item.id)).toEqual([id]);
    expect((await commander.v1.zones[':id'].$get({ param: { id } })).status).toBe(200);

    await advanceClock(database, new Date(SMALL_CITY_NOON.getTime() + 60_000));
    const lifted = await commander.v1.zones[':id'].lift.$post({
      param: { id },
      header: { 'Idempotency-Key': newId() },
    });
    expect([lifted.status, await lifted.json()]).toMatchObject([200, { id, validTo: '2026-04-01T04:01:00.000Z' }]);
  });

  it('withdraws a zone recorded for later, which nobody sees as the law to come any more', async () => {
    const declared = await declare(square(2), '2026-04-02T00:00:00Z');
    if (declared.status !== 201) throw new Error(await declared.text());
    const { id, lawVersionFrom } = zone.parse(await declared.json());
    expect(lawVersionFrom).toBeNull();
    const call = () =>
      commander.v1.zones[':id'].withdraw.$post({ param: { id }, header: { 'Idempotency-Key': newId() } });
    const withdrawn = await call();
    if (withdrawn.status !== 200) throw new Error(await withdrawn.text());
    expect(zone.parse(await withdrawn.json()).withdrawnAt).not.toBeNull();
    const list = await commander.v1.zones.$get();
    expect(list.status === 200 && (await list.json()).items).toEqual([]);
    expect([(await call()).status]).toEqual([409]);
  });

  it('is refused a zone that crosses itself, and nothing is half-done', async () => {
    const [a, b, c, d] = square(3);
    if (!a || !b || !c || !d) throw new Error('a square has four corners');
    const refused = await declare([a, c, b, d, a]);
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'zoneSelfCrosses' }]);
    const list = await commander.v1.zones.$get();
    expect(list.status === 200 && (await list.json()).items).toEqual([]);
  });

  it('asks for a wave, and closes a day', async () => {
    const header = { 'Idempotency-Key': newId() };
    const asked = await commander.v1.waves.$post({ header });
    if (asked.status !== 202) throw new Error(await asked.text());
    const waves = await commander.v1.waves.$get({ query: {} });
    expect(waves.status === 200 && (await waves.json()).items[0]?.id).toBe((await asked.json()).waveId);

    const closed = await commander.v1.days[':day'].close.$post({
      param: { day: '2026-04-01' },
      header: { 'Idempotency-Key': newId() },
    });
    expect([closed.status, await closed.json()]).toMatchObject([200, { day: '2026-04-01', posted: 0 }]);
    const noDay = await commander.v1.days[':day'].close.$post({
      param: { day: '2026-02-30' },
      header: { 'Idempotency-Key': newId() },
    });
    expect(noDay.status).toBe(422);
  });
});

interface Parser {
  parse(value: unknown): unknown;
}

/** Every page's 200 is JSON; the union of all pages' types does not let the compiler say so. */
function bodySchema(responses: object): Parser {
  const { 200: ok } = responses as { 200: { content: { 'application/json': { schema: Parser } } } };
  return ok.content['application/json'].schema;
}
