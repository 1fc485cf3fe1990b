import type { Model } from './model.ts';
import { type Plan, setRoutes } from './plan.ts';
import { planRoute } from './route.ts';

/** More passes than any chain of waits is long. */
const passesMax = 50;

/**
 * Times every day anew until none changes: a day that waited for a dock leaves earlier once another vehicle has given the dock
 * up. Nothing gets later by it.
 */
export function settleDocks(model: Model, plan: Plan): void {
  if (plan.docks === null) return;
  for (let pass = 0; pass < passesMax; pass++) {
    let changed = false;
    for (const { vehicle, trips } of plan.routes.slice()) {
      if (trips.length === 0) continue;
      const again = planRoute(model, plan.docks, vehicle, trips);
      if (again === null || again.trips.every((trip, index) => trip.departS === trips[index]?.departS)) continue;
      setRoutes(model, plan, [again]);
      changed = true;
    }
    if (!changed) return;
  }
}
