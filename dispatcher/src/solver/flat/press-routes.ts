import type { Core } from './core.ts';

/**
 * Makes each route in use cost so much more than it does. Routes are easily opened and hardly ever closed where loads or
 * durations leave little room, so a search that begins with few ends with the right number. A whole number keeps costs exact.
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
