import type { Instance } from '../flat/instance.ts';

/** Visits of one vehicle by place number; a depot's number among them is a reload. */
export type VehicleRoute = readonly number[];

/** A plan for an instance: for a limited or mixed fleet one entry per vehicle in file order, empty where it stays idle. */
export interface InstancePlan {
  readonly routes: readonly VehicleRoute[];
  readonly cost: number;
}

/** Whether the order of routes tells the vehicle, so that idle ones have to be written too. */
export function isMixedFleet(instance: Instance): boolean {
  return instance.vehicleTypes.length > 1;
}

/** Writes a plan in VRPLIB's solution format. */
export function writeVrplibSolution(instance: Instance, plan: InstancePlan): string {
  const routes = isMixedFleet(instance) ? plan.routes : plan.routes.filter((route) => route.length > 0);
  const lines = routes.map((route, index) => `Route #${index + 1}: ${route.join(' ')}`.trimEnd());
  return `${lines.join('\n')}\nCost: ${plan.cost}\n`;
}

/** Reads the routes of a solution file; its cost line is not believed and not read. */
export function readVrplibSolution(text: string): VehicleRoute[] {
  return text
    .split(/\r?\n/)
    .map((line) => /^Route #\d+:(.*)$/i.exec(line.trim())?.[1])
    .filter((visits) => visits !== undefined)
    .map((visits) => visits.split(/\s+/).filter(Boolean).map(Number));
}
