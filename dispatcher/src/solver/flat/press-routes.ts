import type { Core } from './core.ts';

/**
 * Makes each route in use cost so much more than it does, so that the hot part of a search may do with fewer of them: where
 * loads leave little room, runs on one instance end one route apart and 1 % dearer. A whole number keeps costs exact.
 */
export function pressRoutes(core: Core, pressure: number): void {
  if (pressure === core.routePressure) return;
  const more = pressure - core.routePressure;
  for (let type = 0; type < core.typeCount; type++) core.fixedCosts[type] = (core.fixedCosts[type] as number) + more;
  core.routeCost += more * core.activeCount;
  core.routePressure = pressure;
}

/** Cost of the plan without any pressure. */
export function planCost(core: Core): number {
  return core.routeCost + core.absentCost - core.routePressure * core.activeCount;
}
