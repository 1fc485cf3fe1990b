import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LngLat } from '@baogong/drizzle/rules/geo';

/** What a server of the test's own does with a request; `count` is 1 for the first one. */
export type Handler = (response: ServerResponse, request: IncomingMessage, count: number) => void;

export interface FaultyOsrm {
  readonly url: string;
  readonly seen: string[];
  stop(): Promise<void>;
}

/** An HTTP server on loopback that stands where `osrm-routed` would and fails as told. */
export async function faultyOsrm(handler: Handler): Promise<FaultyOsrm> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    handler(response, request, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The two sides of a table that a request asks for. */
export function sidesOf(request: IncomingMessage): { from: LngLat[]; to: LngLat[] } {
  const url = new URL(request.url ?? '', 'http://osrm');
  const places = (url.pathname.split('/').at(-1) ?? '').split(';').map((pair): LngLat => {
    const [lng = 0, lat = 0] = pair.split(',').map(Number);
    return [lng, lat];
  });
  const side = (name: string) =>
    (url.searchParams.get(name) ?? '').split(';').flatMap((i) => places.slice(Number(i), Number(i) + 1));
  return { from: side('sources'), to: side('destinations') };
}

/** A whole answer whose cells tell where they belong: longitudes count the places in thousandths. */
export function countedTable({ from, to }: { from: readonly LngLat[]; to: readonly LngLat[] }): object {
  const cell = (a: LngLat, b: LngLat) => Math.round(a[0] * 1000) * 1000 + Math.round(b[0] * 1000);
  const durations = from.map((a) => to.map((b) => cell(a, b)));
  const waypoints = (side: readonly LngLat[]) => side.map((location) => ({ location, distance: 1 }));
  return { code: 'Ok', durations, distances: durations, sources: waypoints(from), destinations: waypoints(to) };
}
