import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import type { CityFolder } from '@baogong/drizzle/city/read-folder';

const DROP_POINTS_MIN = 12;
const OUTSIDE_RIDERS_MIN = 4;
const INSIDE_CARRIERS_MIN = 4;

/** Says before anything is started that a city is too small for the events of the first day. */
export function requireLargeEnough({ manifest, rows }: CityFolder, households: number): void {
  const working = (travellerClass: string) =>
    rows.riders.filter((rider) => rider.travellerClass === travellerClass).length;
  const demands = [
    { what: 'households that can order', is: rows.households.filter((each) => each.accountId).length, min: households },
    { what: 'drop points', is: rows.dropPoints.length, min: DROP_POINTS_MIN },
    { what: 'outside riders', is: working('outsideRider'), min: OUTSIDE_RIDERS_MIN },
    { what: 'inside carriers', is: working('insideCarrier'), min: INSIDE_CARRIERS_MIN },
  ];
  const short = demands.find(({ is, min }) => is < min);
  if (!short) return;
  throw new CityInputError({
    field: '--city',
    value: manifest.name,
    problem: `too small for this day: ${short.is} ${short.what}`,
    accepted: `a city with at least ${short.min}, or fewer --households`,
  });
}
