import type { LngLat } from '@baogong/drizzle/rules/geo';
import { afterEach, describe, expect, it } from 'vitest';
import { countedTable, faultyOsrm, type Handler, reply, sidesOf } from '../testing/faulty-osrm.ts';
import { osrmClient } from './osrm-client.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function against(handler: Handler) {
  const { seen, url, stop } = await faultyOsrm(handler);
  stops.push(stop);
  return { seen, client: osrmClient({ baseUrl: url, random: () => 0 }) };
}

const from = Array.from({ length: 6 }, (_, i): LngLat => [i / 1000, 31]);
const to = Array.from({ length: 5 }, (_, i): LngLat => [i / 1000, 32]);

/** Knows no street near places at these longitudes (in thousandths) on the latitude of their side. */
function streetless(lost: { from: number[]; to: number[] }): Handler {
  return (response, request) => {
    const sides = sidesOf(request);
    const isLost = ([lng, lat]: LngLat) => (lat === 31 ? lost.from : lost.to).includes(Math.round(lng * 1000));
    const place = [...sides.from, ...sides.to].findIndex(isLost);
    if (place < 0) return reply(response, 200, countedTable(sides));
    const message = `Could not find a matching segment for coordinate ${place}`;
    reply(response, 400, { code: 'NoSegment', message });
  };
}

describe('a table of OSRM', () => {
  it('loses the row or column of a place without a street, and nothing else', async () => {
    const { client, seen } = await against(streetless({ from: [2, 5], to: [0] }));
    const table = await client.table(from, to);
    const expected = from.map((_, i) => to.map((__, k) => (i === 2 || i === 5 || k === 0 ? null : i * 1000 + k)));
    expect(table.durationsS).toEqual(expected);
    expect(table.distancesM).toEqual(expected);
    expect(table.sources.map(({ distanceM }) => distanceM)).toEqual([1, 1, Infinity, 1, 1, Infinity]);
    expect(table.destinations.map(({ distanceM }) => distanceM)).toEqual([Infinity, 1, 1, 1, 1]);
    expect(seen).toHaveLength(4);
  });

  it('is whole and empty where no place has a street', async () => {
    const { client } = await against(streetless({ from: [0, 1, 2, 3, 4, 5], to: [] }));
    const table = await client.table(from, to);
    expect(table.durationsS).toEqual(from.map(() => to.map(() => null)));
    expect(table.sources.every(({ distanceM }) => distanceM === Infinity)).toBe(true);
  });

  it('is given up with the place named when the engine knows hardly any street', async () => {
    const many = Array.from({ length: 40 }, (_, i): LngLat => [i / 1000, 31]);
    const { client, seen } = await against(streetless({ from: many.map((_, i) => i), to: [] }));
    await expect(client.table(many, to)).rejects.toThrow(
      'no street near 21 places of one block: NoSegment at place 0 (0.02, 31)',
    );
    expect(seen).toHaveLength(21);
  });

  it('is asked in smaller parts where an engine allows fewer places', async () => {
    const { client, seen } = await against((response, request) => {
      const sides = sidesOf(request);
      if (sides.from.length + sides.to.length > 4) return reply(response, 400, { code: 'TooBig', message: 'too many' });
      reply(response, 200, countedTable(sides));
    });
    const table = await client.table(from, to);
    expect(table.durationsS).toEqual(from.map((_, i) => to.map((__, k) => i * 1000 + k)));
    expect(seen.length).toBeLessThan(40);
  });
});
