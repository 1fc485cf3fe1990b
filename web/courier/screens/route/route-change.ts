import type { Route } from '../../../shared/api/types.ts';

/** What a courier has been shown of his work. His own deeds change states, never which stops there are. */
export interface Known {
  readonly open: readonly string[];
  readonly all: readonly string[];
  readonly lawVersion: number;
}

export interface RouteChange {
  readonly added: number;
  readonly removed: number;
  readonly law: boolean;
}

export function knownOf(routes: readonly Route[]): Known {
  const stops = routes.flatMap(({ trips }) => trips.flatMap((trip) => trip.stops));
  const open = stops.filter(({ state }) => state === 'planned' || state === 'arrived');
  return {
    open: open.map(({ id }) => id),
    all: stops.filter(({ state }) => state !== 'superseded').map(({ id }) => id),
    lawVersion: Math.max(0, ...routes.map(({ lawVersion }) => lawVersion)),
  };
}

/** What somebody else changed; nothing where there was no work before or none is left. */
export function routeChange(before: Known, after: Known): RouteChange | undefined {
  if (before.all.length === 0) return undefined;
  const added = after.open.filter((id) => !before.all.includes(id)).length;
  const removed = after.all.length === 0 ? 0 : before.open.filter((id) => !after.all.includes(id)).length;
  const law = after.lawVersion > before.lawVersion;
  return added > 0 || removed > 0 || (law && after.open.length > 0) ? { added, removed, law } : undefined;
}
