import { at } from '../at.ts';
import type { Problem } from '../problem.ts';
import type { Change } from './change.ts';

/** A change as people speak of it; seconds are told in minutes, rounded up. */
export function changeInWords(problem: Problem, change: Change): string {
  const vehicle = (index: number) => at(problem.vehicles, index).id;
  const depot = (index: number) => at(problem.depots, index).id;
  switch (change.kind) {
    case 'windowLater':
      return `${minutes(change.by)} more at the end of the window`;
    case 'windowEarlier':
      return `${minutes(change.by)} more at the beginning of the window`;
    case 'release':
      return `goods there ${minutes(change.by)} earlier`;
    case 'shift':
      return `${minutes(change.by)} more on the shift of ${vehicle(change.vehicle)}`;
    case 'travelLimit':
      return `${minutes(change.by)} more of driving for ${vehicle(change.vehicle)}`;
    case 'capacity':
      return `room for ${change.by} more ${problem.loadDimensions[change.dimension]} in ${vehicle(change.vehicle)}`;
    case 'trip':
      return `one more trip of ${vehicle(change.vehicle)}`;
    case 'depotHours':
      return `${depot(change.depot)} open ${minutes(change.by)} longer`;
    case 'stock':
      return `${change.by} more ${problem.loadClasses[change.loadClass]} at ${depot(change.depot)}`;
    case 'source':
      return `${depot(change.depot)} allowed as a source`;
    case 'prize':
      return `a prize higher by ${change.by}`;
    case 'unpin':
      return 'no pin';
    case 'class':
      return `vehicles of class ${change.label} allowed, as in gate mode`;
    case 'extraVehicle':
      return `one more vehicle of class ${at(problem.vehicles, change.like).label}`;
  }
}

function minutes(seconds: number): string {
  return `${Math.ceil(seconds / 60)} min`;
}
