import type { Core } from './core.ts';
import { createCore } from './create-core.ts';
import { loadPlan, typedRoutes } from './load-plan.ts';
import { toPlan } from './to-plan.ts';

const byNode = ['leg', 'legBefore', 'departs', 'arrivesBy'] as const;
const ofDurations = ['headD', 'headE', 'headL', 'tailD', 'tailE', 'tailL'] as const;
const byRoute = ['loads', 'sizes', 'lengths', 'types', 'readyAt', 'routeMasks'] as const;

/** For tests: where a core differs from one built anew from its routes alone, one line per client and field. */
export function differencesFromRebuilt(core: Core): string[] {
  const rebuilt = createCore(core.instance, 1);
  const chains = toPlan(core).routes.map((visits, vehicle) => ({
    type: core.instance.vehicles?.[vehicle] ?? 0,
    visits,
  }));
  loadPlan(rebuilt, core.traits.reloads ? chains : typedRoutes(core));
  const found: string[] = [];
  for (let client = core.firstClient; client < core.placeCount; client++) {
    const [route, anew] = [core.routeOf[client] as number, rebuilt.routeOf[client] as number];
    if (route < 0 !== anew < 0) found.push(`client ${client} is in one of them only`);
    if (route < 0 || anew < 0) continue;
    for (const field of core.traits.durations ? [...byNode, ...ofDurations] : byNode)
      compare(`${field} of client ${client}`, core[field][client], rebuilt[field][client]);
    for (const field of byRoute) compare(`${field} around client ${client}`, core[field][route], rebuilt[field][anew]);
  }
  compare('activeCount', core.activeCount, rebuilt.activeCount);
  compare('free', core.free.join(), rebuilt.free.join());
  compare('absentCount', core.absentCount, rebuilt.absentCount);
  compare('missingCount', core.missingCount, rebuilt.missingCount);
  compare('absentCost', core.absentCost, rebuilt.absentCost);
  compare('routeCost', core.routeCost, rebuilt.routeCost);
  return found;

  function compare(what: string, is: unknown, should: unknown): void {
    if (is !== should) found.push(`${what} is ${is}, rebuilt it is ${should}`);
  }
}
