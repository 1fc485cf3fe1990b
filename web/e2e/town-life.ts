import type { Client } from '@baogong/api/client';
import { clientOf, good, type Line, once } from './people.ts';
import type { Server } from './server.ts';

type World = Awaited<ReturnType<typeof readTown>>;

export async function readTown(fleet: Client) {
  return good(fleet.v1.simulation.world.$get({ query: { limit: '200' } }));
}

/** Sessions of people of the town, whoever they are. */
export async function sessionsOf(fleet: Client, accountIds: string[]): Promise<string[]> {
  const { tokens } = await good(fleet.v1.simulation.sessions.$post({ json: { accountIds } }));
  return accountIds.map((id) => tokens.find(({ accountId }) => accountId === id)?.token ?? '');
}

/** Neighbours order a little each, so that there is something to drive. */
export async function neighboursOrder(
  server: Server,
  { fleet, town, orders }: Asked & { orders: number },
): Promise<void> {
  const accounts = town.households.flatMap(({ accountId }) => accountId ?? []);
  const step = Math.max(1, Math.floor(accounts.length / orders));
  const chosen = accounts.filter((_, index) => index % step === 1).slice(0, orders);
  const lines = town.skus.slice(0, 2).map(({ id: skuId }) => ({ skuId, quantity: 1 }));
  for (const token of await sessionsOf(fleet, chosen)) {
    await good(clientOf(server.address, token).v1.orders.$post({ json: { lines }, header: once() }));
  }
}

interface Asked {
  readonly fleet: Client;
  readonly town: World;
}

/** Sends every planned route but one onto its first leg, and most of the way along it. */
export async function setOff(server: Server, { fleet, town, but }: Asked & { but: string }): Promise<void> {
  const commander = clientOf(server.address, server.tokens.commander);
  const { items } = await good(commander.v1.routes.$get({ query: { state: 'planned' } }));
  for (const { id, riderId } of items.filter((route) => route.id !== but)) {
    const accountId = town.riders.find((rider) => rider.id === riderId)?.accountId;
    const [token] = accountId ? await sessionsOf(fleet, [accountId]) : [server.tokens.integration];
    await driveSome(clientOf(server.address, token), await good(commander.v1.routes[':id'].$get({ param: { id } })));
  }
}

interface Drivable {
  readonly trips: readonly {
    readonly id: string;
    readonly legs: readonly { readonly id: string; readonly line: Line }[];
  }[];
}

async function driveSome(traveller: Client, { trips }: Drivable): Promise<void> {
  const [trip] = trips;
  const leg = trip?.legs[0];
  if (!trip || !leg) return;
  // A trip that begins away from its boxes is driven to them first; here those stay where they are.
  const taken = await traveller.v1.trips[':id'].take.$post({ param: { id: trip.id }, header: once() });
  if (!taken.ok) return;
  const { leg: gone } = await good(traveller.v1.legs[':id'].depart.$post({ param: { id: leg.id }, header: once() }));
  const at = gone.departedAt ?? gone.startsAt;
  const way = leg.line.slice(0, Math.max(1, Math.ceil(leg.line.length * 0.7)));
  const json = { positions: way.map((point) => ({ at, point })), simulated: true as const };
  await good(traveller.v1.legs[':id'].positions.$post({ param: { id: leg.id }, header: once(), json }));
}

/** A square around a place, as people would paste it. */
export function squareAround([lng, lat]: readonly [number, number], half: number): string {
  const ring = [
    [lng - half, lat - half],
    [lng + half, lat - half],
    [lng + half, lat + half],
    [lng - half, lat + half],
    [lng - half, lat - half],
  ];
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
}
