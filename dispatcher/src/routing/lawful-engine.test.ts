import { type LngLat, lineLengthM } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { describe, expect, it } from 'vitest';
import { insideLengthM, prepareArea } from './area.ts';
import type { RouteQuery, RoutingEngine } from './engine.ts';
import { lawfulEngine } from './lawful-engine.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { asciiTown, squareAround } from './testing/ascii-town.ts';
import { NO_LAW, type TravelLaw } from './travel-law.ts';

const town = asciiTown(`
A--B--C--D
|  |  |  |
E--F--G--H         I--J
|  |  |  |
K--L--M--N
`);
const { at, near } = town;
const streets = streetEngine(streetsOf(town.network));
const plain = lawfulEngine({ engines: [], streets });

/** The street engine under another name, in some way disobedient; it notes what it is asked. */
function otherEngine(obey: (query: RouteQuery) => RouteQuery, avoidsPolygons = true) {
  const asked: RouteQuery[] = [];
  const engine: RoutingEngine = {
    ...streets,
    capabilities: { name: 'osrm', avoidsPolygons, confines: false, leaves: false },
    route: (query) => {
      asked.push(query);
      return streets.route(obey(query));
    },
    matrix: (query) => streets.matrix({ ...query, avoid: [] }),
  };
  return { engine, asked };
}

const zone = squareAround(near('F', 75, 0), 20);
const closed: TravelLaw = { avoid: [zone], enterOnly: [] };

describe('a lawful engine', () => {
  it('takes the first engine at its word where its line obeys', async () => {
    const { engine, asked } = otherEngine((query) => query);
    const answer = await lawfulEngine({ engines: [engine], streets }).route({
      profile: 'car',
      law: closed,
      from: at('A'),
      to: at('D'),
    });
    expect(answer).toMatchObject({ unreachable: false, engine: 'osrm' });
    expect(asked.map((query) => query.avoid)).toEqual([[]]);
  });

  it('asks it again without the zones that its line broke', async () => {
    const { engine, asked } = otherEngine((query) => query);
    const answer = await lawfulEngine({ engines: [engine], streets }).route({
      profile: 'car',
      law: closed,
      from: at('F'),
      to: at('G'),
    });
    expect(answer).toMatchObject({ unreachable: false, engine: 'osrm' });
    expect(asked.map((query) => query.avoid)).toEqual([[], [zone]]);
  });

  it('falls back on its own streets when the engine does not obey', async () => {
    const { engine } = otherEngine((query) => ({ ...query, avoid: [] }));
    const answer = await lawfulEngine({ engines: [engine], streets }).route({
      profile: 'car',
      law: closed,
      from: at('F'),
      to: at('G'),
    });
    expect(answer).toMatchObject({ unreachable: false, engine: 'streets' });
    if (!answer.unreachable) expect(insideLengthM(prepareArea(zone), answer.line)).toBe(0);
  });

  it('falls back when the engine serves another place than the one asked for', async () => {
    const { engine } = otherEngine((query) => query);
    const far: RoutingEngine = {
      ...engine,
      route: async (query) => {
        const answer = await engine.route(query);
        return answer.unreachable ? answer : { ...answer, snappedM: [0, 80] };
      },
    };
    const answer = await lawfulEngine({ engines: [far], streets }).route({
      profile: 'car',
      law: NO_LAW,
      from: at('A'),
      to: at('D'),
    });
    expect(answer).toMatchObject({ engine: 'streets' });
  });

  it('does not ask an engine that cannot avoid a second time', async () => {
    const { engine, asked } = otherEngine((query) => query, false);
    const answer = await lawfulEngine({ engines: [engine], streets }).route({
      profile: 'car',
      law: closed,
      from: at('F'),
      to: at('G'),
    });
    expect(answer).toMatchObject({ engine: 'streets' });
    expect(asked).toHaveLength(1);
  });

  it('does without a broken engine and says which one it is', async () => {
    const broken = async () => {
      throw new Unavailable('no tiles');
    };
    const engine: RoutingEngine = { ...otherEngine((query) => query).engine, route: broken, matrix: broken };
    const told: string[] = [];
    const onUnavailable = (error: Error, name: string) => told.push(`${name}: ${error.message}`);
    const lawful = lawfulEngine({ engines: [engine], streets, onUnavailable });
    const answer = await lawful.route({ profile: 'car', law: closed, from: at('A'), to: at('D') });
    const tables = await lawful.matrix({ profile: 'car', law: closed, from: [at('A')], to: [at('D')] });
    expect(answer).toMatchObject({ engine: 'streets', durationS: tables.durationsS[0] });
    expect(told).toEqual(['osrm: no tiles', 'osrm: no tiles']);
  });

  it('tells law, network and distance apart when there is no way', async () => {
    const walled: TravelLaw = { avoid: [squareAround(at('A'), 40)], enterOnly: [] };
    const ask = (law: TravelLaw, to: LngLat) => plain.route({ profile: 'car', law, from: at('D'), to });
    expect(await ask(walled, at('A'))).toMatchObject({
      unreachable: true,
      reason: 'noLawfulPath',
      place: 1,
      at: at('A'),
    });
    expect(await ask(walled, at('I'))).toMatchObject({ unreachable: true, reason: 'unreachable', place: 1 });
    expect(await ask(walled, near('D', 0, 3000))).toMatchObject({
      unreachable: true,
      reason: 'tooFarFromRoad',
      place: 1,
    });
  });

  it('lets a class end in a zone that it may not cross', async () => {
    const law: TravelLaw = { avoid: [], enterOnly: [squareAround(near('F', 75, 0), 60)] };
    const into = await plain.route({ profile: 'car', law, from: at('E'), to: near('F', 75, 0) });
    // E to F 150 m, then 75 m into the zone.
    expect(into).toMatchObject({ unreachable: false, distanceM: 225 });
    const across = await plain.route({ profile: 'car', law, from: at('E'), to: at('H') });
    expect(across.unreachable ? 0 : across.distanceM).toBeGreaterThan(640);
    const tables = await plain.matrix({ profile: 'car', law, from: [at('E')], to: [near('F', 75, 0), at('H')] });
    expect([...tables.distancesM]).toEqual([225, across.unreachable ? -1 : across.distanceM]);
  });

  it('keeps an inside carrier in his zone', async () => {
    const lower = squareAround(near('L', 75, 50), 170);
    const law: TravelLaw = { avoid: [], enterOnly: [], confineTo: lower };
    const answer = await plain.route({ profile: 'foot', law, from: near('F', 0, 5), to: at('M') });
    if (answer.unreachable) throw new Error(answer.reason);
    expect(lineLengthM(answer.line) - insideLengthM(prepareArea(lower), answer.line)).toBeLessThan(1);
    expect(await plain.route({ profile: 'foot', law, from: at('L'), to: at('D') })).toMatchObject({
      reason: 'noLawfulPath',
    });
  });

  it('leads out of the inner of two zones first, then out of the outer', async () => {
    const [inner, outer] = [squareAround(at('F'), 40), squareAround(at('F'), 90)];
    const law: TravelLaw = { avoid: [inner, outer, squareAround(near('F', 150, 0), 10)], enterOnly: [] };
    const first = await plain.leave({ profile: 'car', law, at: near('F', 10, 0), zone: inner });
    if (first.unreachable) throw new Error(first.reason);
    // 30 m to the border and 20 m past it.
    expect(first.distanceM).toBe(50);
    const spot = first.line.at(-1) ?? at('F');
    const second = await plain.leave({ profile: 'car', law, at: spot, zone: outer });
    expect(second).toMatchObject({ unreachable: false, distanceM: 50 });
    if (!second.unreachable) expect(insideLengthM(prepareArea(inner), second.line)).toBe(0);
  });
});
