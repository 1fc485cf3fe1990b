import { at } from '../../at.ts';
import type { Travel } from '../../problem.ts';
import type { Draw } from './draw.ts';

export interface TravellerClass {
  readonly name: string;
  readonly metresPerS: number;
  readonly boxesMax: number;
  /** Bit z = the class may enter zone z. */
  readonly zones: number;
}

interface RichTown {
  readonly classes: readonly TravellerClass[];
  readonly travel: readonly Travel[];
  /** By place. */
  readonly zoneOf: readonly number[];
}

const zoneCount = 4;
const everyZone = (1 << zoneCount) - 1;
const sideM = 8000;

/**
 * A town of 8 by 8 km in four strips under different law. Depots and bases (the first `gates` places) lie at gates that every
 * class may pass; a class has no way to places in zones that are closed to it, nor to (or from) a few others. Where there is a
 * way by a third place there is one, as on roads.
 */
export function richTown(draw: Draw, { gates, places }: { readonly gates: number; readonly places: number }): RichTown {
  const points = Array.from({ length: places }, () => [draw.between(0, sideM), draw.between(0, sideM)] as const);
  const zoneOf = points.map(([x]) => Math.floor((x * zoneCount) / sideM));
  const law = () => (draw.has('zones') ? draw.between(1, everyZone + 1) : everyZone);
  const classes: TravellerClass[] = [
    { name: 'van', metresPerS: 8, boxesMax: 40, zones: law() },
    { name: 'rider', metresPerS: 4, boxesMax: 8, zones: law() },
    { name: 'carrier', metresPerS: 2, boxesMax: 12, zones: everyZone },
  ];
  const travel = classes.map((travellers): Travel => {
    const isOpen = (place: number) => place < gates || mayEnter(travellers, at(zoneOf, place));
    const passable = () => zoneOf.map((_, place) => isOpen(place) && !(draw.has('zones') && draw.chance(0.02)));
    const [canEnter, canLeave] = [passable(), passable()];
    const durationsS = new Int32Array(places * places).fill(-1);
    const distancesM = new Int32Array(places * places).fill(-1);
    for (let from = 0; from < places; from++) {
      for (let to = 0; to < places; to++) {
        if (from !== to && !(at(canLeave, from) && at(canEnter, to))) continue;
        const [a, b] = [at(points, from), at(points, to)];
        const detour = 1 + draw.between(0, 30) / 100;
        const metres = from === to ? 0 : Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) * detour);
        distancesM[from * places + to] = metres;
        durationsS[from * places + to] = Math.round(metres / travellers.metresPerS);
      }
    }
    return { id: travellers.name, durationsS, distancesM };
  });
  return { classes, travel, zoneOf };
}

export function mayEnter({ zones }: TravellerClass, zone: number): boolean {
  return (zones & (1 << zone)) !== 0;
}
