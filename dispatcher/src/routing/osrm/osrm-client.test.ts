import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { Unavailable } from '@baogong/drizzle/rules/refusal';
import { afterEach, describe, expect, it } from 'vitest';
import { osrmClient } from './osrm-client.ts';
import { OsrmError } from './osrm-error.ts';
import type { OsrmGetOptions } from './osrm-get.ts';

type Handler = (response: ServerResponse, request: IncomingMessage, count: number) => void;

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A real server on loopback that fails as told; `count` is 1 for the first request. */
async function against(handler: Handler, options: Partial<OsrmGetOptions> = {}) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    handler(response, request, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { seen, client: osrmClient({ baseUrl: `http://127.0.0.1:${port}/`, random: () => 0, ...options }) };
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

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

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
    await expect(client.route([here, there])).rejects.toThrow(/did not answer in 2 tries: HTTP 503/);
    await expect(client.route([here, there])).rejects.toBeInstanceOf(Unavailable);
    expect(seen).toHaveLength(4);
  });

  it('does not wait for ever', async () => {
    const { client } = await against(() => undefined, { timeoutMs: 40, retriesMax: 0 });
    await expect(client.route([here, there])).rejects.toThrow(/no answer within 40 ms/);
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
        const url = new URL(request.url ?? '', 'http://osrm');
        const places = (url.pathname.split('/').at(-1) ?? '').split(';').map((pair) => pair.split(',').map(Number));
        const side = (name: string) =>
          (url.searchParams.get(name) ?? '').split(';').map((i) => ({ location: places[Number(i)], distance: 1 }));
        const [sources, destinations] = [side('sources'), side('destinations')];
        // The longitudes count the places, so that a cell tells where it belongs.
        const cell = (a: (typeof sources)[number], b: (typeof sources)[number]) =>
          Math.round((a.location?.[0] ?? 0) * 1000) * 1000 + Math.round((b.location?.[0] ?? 0) * 1000);
        const durations = sources.map((a) => destinations.map((b) => cell(a, b)));
        setTimeout(() => {
          running--;
          reply(response, 200, { code: 'Ok', durations, distances: durations, sources, destinations });
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
});
