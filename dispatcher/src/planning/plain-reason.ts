import type { UnservedReason as PlainReason } from '@baogong/drizzle/rules/unserved-reason';
import type { UnservedReason as SolverReason } from '../solver/solution.ts';

/** Why no errand could be made for a box, before anything was solved. */
export type StrandedReason = 'travellerUnderWay' | 'travellerOffDuty' | 'noGateReachable';

/** What the planner says of a box that it leaves out. */
export type PlannerReason = SolverReason | StrandedReason | 'noLawfulPath';

/**
 * The planner's words in those that people read: law, network, people, stock and time, told apart. `unreachable` is the
 * network's fault where even a city without any zone would have no way, else the law's.
 */
export function plainReason(reason: PlannerReason, { openWithoutLaw }: { openWithoutLaw: boolean }): PlainReason {
  switch (reason) {
    case 'noSourceDepot':
    case 'noStock':
    case 'stockTaken':
      return 'noStock';
    case 'capacity':
    case 'fleetExhausted':
    case 'notWorthIt':
      return 'noCapacity';
    case 'depotClosed':
    case 'releasedTooLate':
    case 'timeWindow':
    case 'shiftEnd':
    case 'travelLimit':
    case 'travellerUnderWay':
      return 'notEnoughTime';
    case 'noEligibleVehicle':
    case 'travellerOffDuty':
      return 'noTravellerOnShift';
    case 'unreachable':
      return openWithoutLaw ? 'noLawfulTraveller' : 'noTravellerCanReach';
    case 'noLawfulPath':
      return 'noLawfulTraveller';
    case 'noGateReachable':
      return 'noGate';
  }
}
