import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { POLL_MS, useLive } from '../../../shared/api/live.ts';
import type { Route } from '../../../shared/api/types.ts';
import { knownOf, routeChange } from './route-change.ts';

const key = ['routes'];
const order = ['running', 'halted', 'planned'];

/** My routes, the one under way first; told anew when something that concerns me happens. */
export function useRoutes() {
  const queries = useQueryClient();
  useLive(() => void queries.invalidateQueries({ queryKey: key }));
  return useQuery({
    queryKey: key,
    queryFn: async () => {
      const { routes } = await answer(v1.courier.routes.$get({ query: {} }));
      return routes.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
    },
    refetchInterval: POLL_MS,
  });
}

/** What others changed since the courier last said that he has seen it. */
export function useRouteChange(routes: readonly Route[]) {
  const now = knownOf(routes);
  const [seen, setSeen] = useState(now);
  const change = routeChange(seen, now);
  const isNew = JSON.stringify(now) !== JSON.stringify(seen);
  if (!change && isNew) setSeen(now);
  return { change, acknowledge: () => setSeen(now) };
}
