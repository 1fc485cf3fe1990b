import { at } from '../../at.ts';
import { type Depot, FAR_S, type Rest, type Vehicle } from '../../problem.ts';
import type { Draw } from './draw.ts';
import type { TravellerClass } from './rich-town.ts';

export const dayS = 10 * 3600;
const hourS = 3600;

/** A traveller of any class. His shift may end early with his health code; his rests lie apart from each other. */
export function richVehicle(
  draw: Draw,
  index: number,
  where: { readonly classes: readonly TravellerClass[]; readonly base: number; readonly tripsMax: number },
): Vehicle {
  const travel = draw.between(0, where.classes.length);
  const { name, boxesMax } = at(where.classes, travel);
  const boxes = draw.between(Math.ceil(boxesMax / 2), boxesMax + 1);
  return {
    id: `vehicle ${index}`,
    label: name,
    travel,
    capacity: Int32Array.of(boxes, boxes * draw.between(3000, 6000)),
    shift: {
      fromS: draw.chance(0.3) ? draw.between(0, hourS) : 0,
      toS: draw.has('codes') && draw.chance(0.6) ? draw.between(hourS, dayS) : dayS,
    },
    start: { place: where.base, atS: draw.chance(0.2) ? draw.between(0, hourS) : 0 },
    home: where.base,
    fixedCost: draw.between(0, 2000),
    costPerS: draw.between(0, 3),
    costPerM: name === 'van' ? 1 : 0,
    tripsMax: draw.has('trips') ? draw.between(1, where.tripsMax + 1) : 1,
    reloadS: draw.between(0, 600),
    firstDepart:
      draw.has('limits') && draw.between(0, 4) === 0 ? { fromS: hourS, toS: 2 * hourS } : { fromS: 0, toS: FAR_S },
    travelMaxS: draw.has('limits') ? draw.between(hourS, 4 * hourS) : FAR_S,
    rests: draw.has('rests') ? richRests(draw) : [],
    fairShare: draw.has('shares')
      ? { sharedS: draw.between(0, 2 * hourS), costPerS: draw.between(0, 4) }
      : { sharedS: FAR_S, costPerS: 0 },
  };
}

function richRests(draw: Draw): Rest[] {
  const rests: Rest[] = [];
  let earliestS = draw.between(0, 2 * hourS);
  for (let left = draw.between(0, 3); left > 0; left--) {
    const toS = earliestS + draw.between(1, hourS);
    const durationS = draw.between(0, hourS);
    rests.push({ fromS: earliestS, toS, durationS });
    earliestS = toS + durationS + draw.between(0, hourS);
  }
  return rests;
}

export function richDepot(draw: Draw, index: number): Depot {
  return {
    id: `depot ${index}`,
    place: index,
    stock: draw.has('stock') && draw.chance(0.7) ? Int32Array.of(draw.between(0, 60), draw.between(0, 20)) : null,
    open: {
      fromS: draw.chance(0.2) ? draw.between(0, hourS) : 0,
      toS: draw.chance(0.2) ? draw.between(hourS, dayS) : dayS,
    },
    aboard: false,
    loadingPerBoxS: draw.has('boxByBox') ? draw.between(1, 40) : 0,
    docks: draw.has('docks') ? draw.between(1, 3) : null,
  };
}
