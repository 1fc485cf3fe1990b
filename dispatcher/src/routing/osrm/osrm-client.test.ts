import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { afterEach, describe, expect, it } from 'vitest';
import { countedTable, faultyOsrm, type Handler, reply, sidesOf } from '../testing/faulty-osrm.ts';
import { type OsrmClientOptions, osrmClient } from './osrm-client.ts';
import { OsrmError } from './osrm-error.ts';
import { OtherLaw } from './osrm-get.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function against(handler: Handler, options: Partial<OsrmClientOptions> = {}) {
  const { seen, url, stop } = await faultyOsrm(handler);
  stops.push(stop);
  return { seen, client: osrmClient({ baseUrl: `${url}/`, random: () => 0, ...options }) };
}

const [here, there]: [LngLat, LngLat] = [
  [121.4, 31.2],
  [121.41, 31.21],
];
const waypoints = [
  { location: here, distance: 3.5, name: '' },
  { location: there, distance: 0, name: '' },
];
const routeBody = {
  code: 'Ok',
  routes: [{ duration: 61.5, distance: 420.25, geometry: '_p~iF~ps|U_ulLnnqC', legs: [] }],
  waypoints,
};

describe('the OSRM client', () => {
  it('asks longitude first and reads route, line and waypoints', async () => {
    const { client, seen } = await against((response) => reply(response, 200, routeBody));
    expect(await client.route([here, there])).toEqual({
      durationS: 61.5,
      distanceM: 420.25,
      line: [
        [-12.02, 3.85],
        [-12.095, 4.07],
      ],
      waypoints: [
        { location: here, distanceM: 3.5 },
        { location: there, distanceM: 0 },
      ],
    });
    expect(seen[0]).toContain('/route/v1/driving/121.400000,31.200000;121.410000,31.210000?');
    expect(seen[0]).toContain('geometries=polyline6');
  });

  it.each<[string, Handler]>([
    ['a reset connection', (response) => response.destroy()],
    ['a busy server', (response) => reply(response, 429, { message: 'later' })],
    ['a failing server', (response) => response.writeHead(502).end('<html>')],
    ['a cut-off answer', (response) => response.writeHead(200).end('{"code":"Ok","rou')],
  ])('asks again after %s', async (_, fail) => {
    const { client, seen } = await against((response, request, count) =>
      count < 3 ? fail(response, request, count) : reply(response, 200, routeBody),
    );
    expect((await client.route([here, there])).durationS).toBe(61.5);
    expect(seen).toHaveLength(3);
  });

  it('gives up after its tries and says so', async () => {
    const { client, seen } = await against((response) => reply(response, 503, {}), { retriesMax: 1 });
    await expect(client.route([here, there])).rejects.toThrow(
      'did not answer in 2 tries: HTTP 503 (route 121.4,31.2 to 121.41,31.21)',
    );
    await expect(client.route([here, there])).rejects.toBeInstanceOf(Unavailable);
    expect(seen).toHaveLength(4);
  });

  it('waits once for an engine that says nothing, and not again', async () => {
    const { client, seen } = await against(() => undefined, { timeoutMs: 40 });
    await expect(client.route([here, there])).rejects.toThrow(
      /gave no answer within 40 ms \(route 121.4,31.2 to 121.41,31.21\)/,
    );
    await expect(client.route([here, there])).rejects.toThrow('is left alone');
    expect(seen).toHaveLength(1);
  });

  it('waits no longer for an answer that comes drop by drop', async () => {
    const { client } = await against(
      (response) => {
        const drop = setInterval(() => response.write(' '), 5);
        response.once('close', () => clearInterval(drop));
      },
      { timeoutMs: 60 },
    );
    await expect(client.route([here, there])).rejects.toThrow('no answer within 60 ms');
  });

  it('does not take in more than an answer can be', async () => {
    const { client } = await against((response) => response.end('x'.repeat(2_001)), { bytesMax: 2_000, retriesMax: 0 });
    await expect(client.route([here, there])).rejects.toThrow('the answer is longer than 2000 bytes (route 121.4,31.2');
  });

  it('takes a no for an answer and names the failing coordinate', async () => {
    const { client, seen } = await against((response) =>
      reply(response, 400, { code: 'NoSegment', message: 'Could not find a matching segment for coordinate 1' }),
    );
    const error = await client.route([here, there]).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OsrmError);
    expect(error).toMatchObject({ code: 'NoSegment', place: 1, at: there });
    expect(seen).toHaveLength(1);
  });

  it('does not believe an answer in another shape', async () => {
    const { client } = await against((response) => reply(response, 200, { code: 'Ok', routes: [] }));
    await expect(client.route([here, there])).rejects.toThrow(/no known shape/);
  });

  it('stops when its caller does', async () => {
    const aborter = new AbortController();
    const { client, seen } = await against(() => aborter.abort(new Error('enough')));
    await expect(client.route([here, there], aborter.signal)).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });

  it('puts the blocks of a large table together and never asks too much at once', async () => {
    let running = 0;
    let runningMax = 0;
    const { client } = await against(
      (response, request) => {
        runningMax = Math.max(runningMax, ++running);
        setTimeout(() => {
          running--;
          reply(response, 200, countedTable(sidesOf(request)));
        }, 5);
      },
      { concurrencyMax: 3 },
    );
    const from = Array.from({ length: 120 }, (_, i): LngLat => [i / 1000, 31]);
    const to = Array.from({ length: 101 }, (_, i): LngLat => [i / 1000, 32]);
    const table = await client.table(from, to);
    expect(table.durationsS).toEqual(from.map((_, i) => to.map((__, k) => i * 1000 + k)));
    expect([table.sources.length, table.destinations.length]).toEqual([120, 101]);
    expect(runningMax).toBeLessThanOrEqual(3);
  });

  it.each<[string, object]>([
    ['a row too few', { durations: [[1]], distances: [[1]], sources: [waypoints[0]] }],
    ['a row too short', { durations: [[1], [1]] }],
    [
      'a negative time',
      {
        durations: [
          [-1, 1],
          [1, 1],
        ],
      },
    ],
    [
      'a time beyond all measure',
      {
        durations: [
          [0, 1e12],
          [1, 0],
        ],
      },
    ],
    ['no waypoints', { sources: [], destinations: [] }],
  ])('does not believe a table with %s', async (_, wrong) => {
    const right = countedTable({ from: [here, there], to: [here, there] });
    const { client, seen } = await against((response) => reply(response, 200, { ...right, ...wrong }));
    await expect(client.table([here, there], [here, there])).rejects.toThrow('no known shape (table 121.4,31.2 to');
    expect(seen).toHaveLength(1);
  });

  it('does not believe a line that is none', async () => {
    const route = { ...routeBody.routes[0], geometry: '_p~iF~ps|U_' };
    const { client } = await against((response) => reply(response, 200, { ...routeBody, routes: [route] }));
    await expect(client.route([here, there])).rejects.toThrow("OSRM's line from 121.4,31.2 is none");
  });

  it('does not use an answer under another law, nor one that carries none', async () => {
    const bodies = [routeBody, { ...routeBody, data_version: 'older' }, { ...routeBody, data_version: 'asked' }];
    const { client, seen } = await against((response, _, count) => reply(response, 200, bodies[count - 1]), {
      token: 'asked',
    });
    await expect(client.route([here, there])).rejects.toThrow('answers by no law, asked for was asked');
    await expect(client.route([here, there])).rejects.toBeInstanceOf(OtherLaw);
    expect((await client.route([here, there])).durationS).toBe(61.5);
    expect(seen).toHaveLength(3);
  });

  it('leaves a dead engine alone after failures in a row', async () => {
    const { client, seen } = await against((response) => response.destroy(), { retriesMax: 0, failuresMax: 3 });
    for (let question = 0; question < 3; question++) {
      await expect(client.route([here, there])).rejects.toThrow('the connection failed');
    }
    await expect(client.route([here, there])).rejects.toThrow('is left alone after 3 failures in a row');
    expect(seen).toHaveLength(3);
  });
});
