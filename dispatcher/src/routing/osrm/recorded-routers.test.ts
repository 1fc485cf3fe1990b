import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { afterEach, describe, expect, it } from 'vitest';
import { lawKeyOf } from '../law-key.ts';
import { lawfulEngine } from '../lawful-engine.ts';
import { streetEngine, streetsOf } from '../streets/street-engine.ts';
import { asciiTown, squareAround } from '../testing/ascii-town.ts';
import { faultyOsrm, type Handler, reply } from '../testing/faulty-osrm.ts';
import { NO_LAW, type TravelLaw } from '../travel-law.ts';
import { type RecordedRouter, recordedRouters } from './recorded-routers.ts';

const town = asciiTown(`
A--B--C
|  |  |
D--E--F
`);
const { at, near } = town;
const closed: TravelLaw = { avoid: [squareAround(near('A', 75, 0), 20)], enterOnly: [] };
const lifted: TravelLaw = { avoid: [], enterOnly: [] };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A router on a server of our own that answers as told, for the law that it says it keeps. */
async function router(handler: Handler, law = closed): Promise<RecordedRouter & { seen: string[] }> {
  const { url, seen, stop } = await faultyOsrm(handler);
  stops.push(stop);
  return { profile: 'car', url, token: 'kept', lawKeys: [lawKeyOf(law)], seen };
}

/** The planner's engine with these routers in front, and what it was told of broken ones. */
function lawful(read: () => Promise<readonly RecordedRouter[]>, nowMs = () => 0) {
  const told: string[] = [];
  const engine = lawfulEngine({
    engines: [],
    streets: streetEngine(streetsOf(town.network)),
    routers: recordedRouters({ read, nowMs, client: { retriesMax: 1, timeoutMs: 80, legLateMs: 40, random: () => 0 } }),
    onUnavailable: (error) => told.push(error.message),
  });
  const leg = (law: TravelLaw, profile: 'car' | 'foot' = 'car') =>
    engine.route({ profile, law, from: at('A'), to: at('C') });
  return { engine, leg, told };
}

/** Polyline of corners, with the answer's own waypoints at both ends. */
function routeBy(corners: readonly LngLat[], token = 'kept'): Handler {
  const ends = [corners[0], corners.at(-1)].map((location) => ({ location, distance: 0 }));
  const routes = [{ duration: 99, distance: 500, geometry: encoded(corners) }];
  return (response) => reply(response, 200, { code: 'Ok', data_version: token, routes, waypoints: ends });
}

const round = [at('A'), at('D'), at('E'), at('B'), at('C')];
const straight = [at('A'), at('B'), at('C')];

describe('routers by the keeper’s record', () => {
  it('a leg is answered by the router that keeps just its law', async () => {
    const kept = await router(routeBy(round));
    const { leg, told } = lawful(async () => [kept]);
    expect(await leg(closed)).toMatchObject({ engine: 'osrm', durationS: 99 });
    expect(told).toEqual([]);
  });

  it('a router of another law or profile is never asked', async () => {
    const kept = await router(routeBy(straight));
    const { leg } = lawful(async () => [kept]);
    expect(await leg(NO_LAW)).toMatchObject({ engine: 'streets' });
    expect(await leg(closed, 'foot')).toMatchObject({ engine: 'streets' });
    expect(kept.seen).toEqual([]);
  });

  it('a router whose law has changed behind its address is found out, and nothing it says is used', async () => {
    const stale = await router(routeBy(round, 'another'));
    const { leg, told } = lawful(async () => [stale]);
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });
    expect(told).toEqual([`OSRM at ${stale.url} answers by another, asked for was kept`]);
  });

  it('a line that breaks the law all the same is not used', async () => {
    const kept = await router(routeBy(straight));
    const { leg, told } = lawful(async () => [kept]);
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });
    expect(told).toEqual([]);
  });

  it.each<[string, Handler, string]>([
    ['garbage', (response) => response.end('<html>welcome</html>'), 'not JSON (route 121.4,31.2 to'],
    [
      'another shape',
      (response) => reply(response, 200, { data_version: 'kept', hello: 1 }),
      'in no known shape (route',
    ],
    ['silence', () => undefined, 'no answer within 80 ms (route 121.4,31.2 to'],
    [
      'a question refused',
      (response) => reply(response, 400, { code: 'InvalidQuery' }),
      'OSRM cannot answer: InvalidQuery',
    ],
    ['half an answer', (response) => response.writeHead(200).end('{"code":"Ok","rou'), 'not JSON (route 121.4,31.2 to'],
    ['a reset', (response) => response.destroy(), 'the connection failed (route 121.4,31.2 to'],
  ])('%s is done without, and the place is named', async (_, fail, words) => {
    const broken = await router(fail);
    const { leg, told } = lawful(async () => [broken]);
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(words);
  });

  it('one that is slow at every leg is left alone after three of them, and all legs are answered', async () => {
    const slow = await router((response, request, count) => {
      setTimeout(() => routeBy(round)(response, request, count), 50);
    });
    const { leg } = lawful(async () => [slow]);
    const engines: string[] = [];
    for (let i = 0; i < 20; i++) {
      const answer = await leg(closed);
      engines.push(answer.unreachable ? answer.reason : answer.engine);
    }
    expect(engines).toEqual([...Array(3).fill('osrm'), ...Array(17).fill('streets')]);
    expect(slow.seen).toHaveLength(3);
  });

  it('a place without a street in OSRM is no reason to give up what the street search can reach', async () => {
    const message = 'Could not find a matching segment for coordinate 1';
    const lost = await router((response) => reply(response, 400, { code: 'NoSegment', message }));
    const { engine, leg, told } = lawful(async () => [lost]);
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });
    expect(told).toEqual([`osrm knows no street near ${at('C').join()}`]);
    const places = [at('A'), at('C')];
    const { durationsS } = await engine.matrix({ profile: 'car', law: closed, from: places, to: places });
    expect([...durationsS].every((seconds) => seconds >= 0)).toBe(true);
    expect(told.at(-1)).toContain('osrm knows no street near');
  });

  it('a law that has just got its router is served by it, and one whose router is gone by the other engine', async () => {
    let now = 0;
    let living: RecordedRouter[] = [];
    const { leg } = lawful(
      async () => living,
      () => now,
    );
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });

    living = [await router(routeBy(round))];
    now = 51;
    expect(await leg(closed)).toMatchObject({ engine: 'osrm' });

    const gone = living;
    living = [await router(routeBy(straight), lifted)];
    now = 552;
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });
    expect(await leg(lifted)).toMatchObject({ engine: 'osrm' });
    expect(gone).toHaveLength(1);
  });

  it('where nobody can say which routers there are, the other engine answers', async () => {
    const { leg, told } = lawful(async () => {
      throw new Unavailable('the database does not answer');
    });
    expect(await leg(closed)).toMatchObject({ engine: 'streets' });
    expect(told).toEqual(['which routers there are is not known']);
  });
});

/** Google's polyline with six decimals. */
function encoded(line: readonly LngLat[]): string {
  let before: [number, number] = [0, 0];
  return line
    .flatMap(([lng, lat]) => {
      const here: [number, number] = [Math.round(lat * 1e6), Math.round(lng * 1e6)];
      const steps = [here[0] - before[0], here[1] - before[1]];
      before = here;
      return steps.map(signed);
    })
    .join('');

  function signed(step: number): string {
    let value = step < 0 ? ~(step << 1) : step << 1;
    let text = '';
    for (; value >= 0x20; value >>>= 5) text += String.fromCharCode((0x20 | (value & 0x1f)) + 63);
    return text + String.fromCharCode(value + 63);
  }
}
