import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, keyed, newKey } from '../../../shared/api/answer.ts';
import { v1 } from '../../../shared/api/client.ts';
import { useIntent } from '../../../shared/api/intent.ts';
import { useServerMode } from '../../../shared/api/server-mode.ts';
import { serverNow } from '../../../shared/api/server-time.ts';
import type { Leg, Point, Stop } from '../../../shared/api/types.ts';

export type Deed =
  | { readonly do: 'take'; readonly tripId: string }
  | { readonly do: 'depart'; readonly legId: string }
  | { readonly do: 'arrive'; readonly leg: Leg; readonly way: readonly Seen[] }
  | { readonly do: 'simulate'; readonly leg: Leg }
  | { readonly do: 'deliver'; readonly stopId: string; readonly boxIds: string[] | undefined }
  | { readonly do: 'fail'; readonly stopId: string; readonly failure: NonNullable<Stop['failure']> };

const POSITIONS_MAX = 500;

/** Everything that a courier does to his route. A repeat after a lost answer is the same deed. */
export function useDeeds() {
  const queries = useQueryClient();
  const intent = useIntent();
  const report = useReport();
  return useMutation({
    mutationFn: async (deed: Deed) => {
      if (deed.do === 'arrive') await report(deed.leg, deed.way);
      if (deed.do === 'simulate') await report(deed.leg, seenNow(deed.leg.line), { simulated: true });
      await send(deed, keyed(intent.keyFor(`${deed.do} ${subjectOf(deed)}`)));
      await queries.invalidateQueries({ queryKey: ['routes'] });
    },
    onSettled: (_done, error) => {
      intent.settle(error);
      if (error) void queries.invalidateQueries({ queryKey: ['routes'] });
    },
  });
}

function subjectOf(deed: Deed): string {
  if ('tripId' in deed) return deed.tripId;
  if ('legId' in deed) return deed.legId;
  return 'leg' in deed ? deed.leg.id : deed.stopId;
}

async function send(deed: Deed, header: ReturnType<typeof keyed>): Promise<unknown> {
  const param = { id: subjectOf(deed) };
  switch (deed.do) {
    case 'take':
      return answer(v1.trips[':id'].take.$post({ param, header }));
    case 'depart':
      return answer(v1.legs[':id'].depart.$post({ param, header }));
    case 'arrive':
    case 'simulate':
      return answer(v1.legs[':id'].arrive.$post({ param, header }));
    case 'deliver':
      return answer(v1.stops[':id'].deliver.$post({ param, header, json: { boxIds: deed.boxIds } }));
    case 'fail':
      return answer(v1.stops[':id'].fail.$post({ param, header, json: { failure: deed.failure } }));
  }
}

/** Where the courier was, and when by the server's time. */
export interface Seen {
  readonly atMs: number;
  readonly point: Point;
}

function seenNow(way: readonly Point[]): Seen[] {
  const atMs = serverNow();
  return way.map((point) => ({ atMs, point }));
}

/** Reports where the courier was on a leg. A stepped clock stands still, so there it is the time of the departure. */
export function useReport() {
  const { isStepped } = useServerMode();
  return async (leg: Leg, way: readonly Seen[], marked: { readonly simulated?: true } = {}) => {
    const departedMs = Date.parse(leg.departedAt ?? leg.startsAt);
    const timeOf = ({ atMs }: Seen) => new Date(isStepped ? departedMs : Math.max(departedMs, atMs)).toISOString();
    for (let from = 0; from < way.length; from += POSITIONS_MAX) {
      const positions = way.slice(from, from + POSITIONS_MAX).map((seen) => ({ at: timeOf(seen), point: seen.point }));
      const call = { param: { id: leg.id }, header: keyed(newKey()), json: { positions, ...marked } };
      await answer(v1.legs[':id'].positions.$post(call));
    }
  };
}
