import type { InstancePlan } from '../formats/vrplib-solution.ts';
import type { Core } from './core.ts';

/** The present plan in the words of the instance: by vehicle in file order where the fleet is listed. */
export function toPlan(core: Core): InstancePlan {
  const { instance } = core;
  const cost = core.routeCost + core.absentCost;
  if (core.traits.reloads) return { routes: chains(core), cost };
  const used = Array.from(core.active.subarray(0, core.activeCount));
  if (instance.vehicles === null) return { routes: used.map((route) => visits(core, route)), cost };
  const waiting = instance.vehicleTypes.map((_, type) => used.filter((route) => core.types[route] === type));
  const routes = Array.from(instance.vehicles, (type) => {
    const route = waiting[type]?.shift();
    return route === undefined ? [] : visits(core, route);
  });
  return { routes, cost };
}

function chains(core: Core): number[][] {
  return Array.from(core.firstTrip, (first, vehicle) => {
    const route: number[] = [];
    const depot = core.typeDepots[core.instance.vehicles?.[vehicle] ?? 0] as number;
    for (let trip = first; trip >= 0; trip = core.laterTrip[trip] as number) {
      if (trip !== first) route.push(depot);
      route.push(...visits(core, trip));
    }
    return route;
  });
}

function visits(core: Core, route: number): number[] {
  const depotNode = core.placeCount + route;
  const list: number[] = [];
  for (let node = core.next[depotNode] as number; node !== depotNode; node = core.next[node] as number) list.push(node);
  return list;
}
