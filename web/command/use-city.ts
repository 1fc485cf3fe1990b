import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef } from 'react';
import { answer } from '../shared/api/answer.ts';
import { v1 } from '../shared/api/client.ts';
import { type LiveEvent, type LiveName, POLL_MS, useLive } from '../shared/api/live.ts';

/** Positions are no events, so they are asked for while the stream tells of everything else. */
const FLEET_MS = 5_000;
const SELDOM_MS = 60_000;
const GATHER_MS = 400;
const ROUTES_SHOWN_MAX = 80;

const touches: Readonly<Record<LiveName, readonly string[]>> = {
  'order.placed.v1': ['overview'],
  'order.cancelled.v1': ['overview'],
  'boxes.packed.v1': ['overview'],
  'stock.received.v1': [],
  'zone.declared.v1': ['map', 'zones'],
  'zone.withdrawn.v1': ['map', 'zones', 'routes', 'route'],
  'law.changed.v1': ['map', 'zones', 'routes', 'route', 'fleet'],
  'health.changed.v1': ['fleet'],
  'wave.due.v1': ['waves', 'overview'],
  'route.assigned.v1': ['routes', 'waves', 'overview', 'fleet'],
  'route.changed.v1': ['routes', 'route', 'fleet'],
  'stop.done.v1': ['route', 'overview', 'fleet'],
  'boxes.waiting.v1': ['overview'],
  'day.closed.v1': ['overview'],
  snapshot: ['map', 'zones', 'routes', 'route', 'fleet', 'waves', 'overview'],
};

/** Keeps what is shown in step with what happens; a storm of events is one reading. */
export function useCityLive(): boolean {
  const queries = useQueryClient();
  const stale = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useLive(({ name }: LiveEvent) => {
    for (const key of touches[name]) stale.current.add(key);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const key of stale.current) void queries.invalidateQueries({ queryKey: [key] });
      stale.current.clear();
    }, GATHER_MS);
  });
}

export const LiveContext = createContext(false);

function usePollMs(liveMs = SELDOM_MS): number {
  return useContext(LiveContext) ? liveMs : POLL_MS;
}

export function useMapView() {
  const refetchInterval = usePollMs();
  return useQuery({ queryKey: ['map'], queryFn: () => answer(v1.map.$get()), refetchInterval });
}

export function useFleet() {
  const refetchInterval = usePollMs(FLEET_MS);
  return useQuery({ queryKey: ['fleet'], queryFn: () => answer(v1.fleet.$get()), refetchInterval });
}

export function useOverview() {
  const refetchInterval = usePollMs(POLL_MS);
  return useQuery({ queryKey: ['overview'], queryFn: () => answer(v1.overview.$get()), refetchInterval });
}

export function useWaves() {
  const refetchInterval = usePollMs(FLEET_MS);
  return useQuery({
    queryKey: ['waves'],
    queryFn: async () => (await answer(v1.waves.$get({ query: { limit: '20' } }))).items,
    refetchInterval,
  });
}

export function useZones() {
  const refetchInterval = usePollMs();
  return useQuery({ queryKey: ['zones'], queryFn: () => answer(v1.zones.$get()), refetchInterval });
}

/** Active routes with their lines: the list leaves these out, so each is read on its own. */
export function useRoutes() {
  const refetchInterval = usePollMs(POLL_MS);
  const { data: ids = [] } = useQuery({
    queryKey: ['routes'],
    queryFn: async () => {
      const { items } = await answer(v1.routes.$get({ query: {} }));
      return items.map(({ id }) => id).slice(0, ROUTES_SHOWN_MAX);
    },
    refetchInterval,
  });
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['route', id],
      queryFn: () => answer(v1.routes[':id'].$get({ param: { id } })),
      refetchInterval,
    })),
    combine: (found) => found.flatMap(({ data }) => data ?? []),
  });
}
