import type { Street } from '../cut-streets.ts';
import { type GateQuestion, type SitedGates, siteGates } from '../gates.ts';
import { box, grid, spot, street } from './flat-town.ts';

/** A town of 1,000 m with a street every 100 m; the zone is its middle, boundaries between streets. */
export const town = grid(1_000, 100);
export const zone = box(350, 350, 650, 650);
export const home = (id: string, x: number, y: number) => ({ id, point: spot(x, y) });
export const middle = home('middle', 505, 495);
export const site = (over: Partial<GateQuestion>): SitedGates =>
  siteGates({ zone, streets: town, homes: [middle], known: [], ...over });

/** A cul-de-sac of the zone that a single street leads into. */
export const spine = street('主街', [
  [0, 0],
  [500, 0],
  [600, 0],
  [1_000, 0],
]);
export const lane = (over: Partial<Street> = {}) =>
  street(
    '小巷',
    [
      [500, 0],
      [500, 400],
      [500, 600],
    ],
    over,
  );
export const north = box(300, 300, 700, 700);
