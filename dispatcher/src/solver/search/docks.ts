import { at } from '../at.ts';
import type { Problem } from '../problem.ts';

/** A loading holds a dock from `fromS` until `toS`. */
interface Booking {
  readonly vehicle: number;
  readonly fromS: number;
  readonly toS: number;
}

/** By depot: the loadings of all trips of a plan; null where no depot counts its docks. Never changed but replaced. */
export type Docks = readonly (readonly Booking[])[] | null;

export function emptyDocks({ depots }: Problem): Docks {
  return depots.some(({ docks }) => docks !== null) ? depots.map(() => []) : null;
}

/** What is booked when some vehicles' days are taken out and others put in. */
export function rebooked(
  docks: Docks,
  without: readonly number[],
  days: readonly {
    readonly vehicle: number;
    readonly trips: readonly { readonly depot: number; readonly departS: number; readonly loadingS: number }[];
  }[],
): Docks {
  if (docks === null) return null;
  return docks.map((bookings, depot) => [
    ...bookings.filter(({ vehicle }) => !without.includes(vehicle)),
    ...days.flatMap(({ vehicle, trips }) =>
      trips
        .filter((trip) => trip.depot === depot && trip.loadingS > 0)
        .map(({ departS, loadingS }) => ({ vehicle, fromS: departS - loadingS, toS: departS })),
    ),
  ]);
}

/**
 * The first second from `departS` on at which a vehicle can leave loaded, having held a dock for the `loadingS` seconds before
 * while the other vehicles hold theirs.
 */
export function departFromDock(
  docks: Docks,
  where: { readonly depot: number; readonly count: number; readonly vehicle: number },
  departS: number,
  loadingS: number,
): number {
  if (docks === null || loadingS === 0) return departS;
  const others = at(docks, where.depot).filter(({ vehicle }) => vehicle !== where.vehicle);
  let leavesS = departS;
  for (;;) {
    const fromS = leavesS - loadingS;
    const during = others.filter((booking) => booking.fromS < leavesS && booking.toS > fromS);
    const crowdedS = during
      .map((booking) => Math.max(booking.fromS, fromS))
      .find((second) => held(during, second) >= where.count);
    if (crowdedS === undefined) return leavesS;
    // Nothing changes before one of those that hold a dock then gives it up.
    const freeS = Math.min(...during.filter((booking) => holds(booking, crowdedS)).map(({ toS }) => toS));
    leavesS = freeS + loadingS;
  }
}

function held(bookings: readonly Booking[], second: number): number {
  return bookings.filter((booking) => holds(booking, second)).length;
}

function holds({ fromS, toS }: Booking, second: number): boolean {
  return fromS <= second && second < toS;
}
