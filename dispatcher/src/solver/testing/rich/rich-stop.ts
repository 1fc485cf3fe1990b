import { at } from '../../at.ts';
import { FAR_S, type Pieces, type Pin, type Stop, type Vehicle } from '../../problem.ts';
import type { Draw } from './draw.ts';
import { dayS } from './rich-fleet.ts';
import { mayEnter, type TravellerClass } from './rich-town.ts';

interface Surroundings {
  readonly place: number;
  readonly zone: number;
  readonly classes: readonly TravellerClass[];
  readonly vehicles: readonly Vehicle[];
  readonly depotCount: number;
  /** Most boxes of a stop that may be split. */
  readonly boxesMax: number;
}

/** A drop point: who may come is the law of its zone and, for some, a skill that half the fleet has. */
export function richStop(draw: Draw, index: number, around: Surroundings): Stop {
  const { vehicles, depotCount } = around;
  const pieces = draw.has('splits') && draw.chance(0.5) ? richPieces(draw, around.boxesMax) : null;
  const boxes = draw.between(1, 7);
  const whole = [Int32Array.of(boxes, boxes * draw.between(1000, 5000)), Int32Array.of(boxes, draw.between(0, 4))];
  const hurried = draw.chance(0.5);
  return {
    id: `stop ${index}`,
    place: around.place,
    loads: pieces === null ? at(whole, 0) : columnSums(pieces.loads),
    amounts: pieces === null ? at(whole, 1) : columnSums(pieces.amounts),
    pieces,
    windows: draw.has('windows') && draw.chance(0.6) ? richWindows(draw) : new Int32Array(),
    serviceS: draw.between(0, 400),
    releaseS: draw.has('releases') && draw.chance(0.5) ? draw.between(0, dayS / 2) : 0,
    dueS: draw.chance(0.5) ? draw.between(0, dayS / 2) : FAR_S,
    latenessCostPerS: draw.between(0, 3),
    waitingCostPerS: hurried ? draw.between(0, 3) : 0,
    prize: draw.has('priorities') ? draw.pick(300, 3000, 20_000, 500_000) : 500_000,
    vehicles: eligible(draw, around),
    depots: draw.chance(0.1) ? Int32Array.from(subset(draw, depotCount)) : null,
    pin: draw.has('pins') && draw.chance(0.2) ? richPin(draw, vehicles.length) : { level: 'free' },
    before:
      draw.has('before') && draw.chance(0.6)
        ? { vehicle: draw.between(0, vehicles.length), changeCost: draw.between(0, 3000) }
        : null,
  };
}

function eligible(draw: Draw, { zone, classes, vehicles }: Surroundings): Int32Array | null {
  const skilled = draw.chance(0.1) ? new Set(subset(draw, vehicles.length)) : null;
  if (skilled === null && !draw.has('zones')) return null;
  const able = vehicles.flatMap(({ travel }, vehicle) => {
    const lawful = !draw.has('zones') || mayEnter(at(classes, travel), zone);
    return lawful && (skilled === null || skilled.has(vehicle)) ? [vehicle] : [];
  });
  return Int32Array.from(able);
}

function subset(draw: Draw, count: number): number[] {
  return Array.from({ length: count }, (_, index) => index).filter(() => draw.chance(0.5));
}

function richWindows(draw: Draw): Int32Array {
  const fromS = draw.between(0, dayS / 2);
  const toS = fromS + draw.between(1, 5400);
  if (draw.chance(0.6)) return Int32Array.of(fromS, toS);
  const againS = toS + draw.between(0, 3600);
  return Int32Array.of(fromS, toS, againS, againS + draw.between(1, 3600));
}

function richPin(draw: Draw, vehicleCount: number): Pin {
  const vehicle = draw.between(0, vehicleCount);
  return draw.chance(0.5) ? { level: 'vehicle', vehicle } : { level: 'sequence', vehicle, order: draw.between(0, 4) };
}

function richPieces(draw: Draw, boxesMax: number): Pieces {
  const count = draw.between(1, boxesMax + 1);
  const loads = new Int32Array(count * 2);
  const amounts = new Int32Array(count * 2);
  const alike = draw.chance(0.5);
  for (let piece = 0; piece < count; piece++) {
    loads.set([alike ? 3 : draw.between(1, 8), draw.between(500, 9000)], piece * 2);
    amounts.set(draw.chance(0.8) ? [1, 0] : [0, 1], piece * 2);
  }
  return { count, loads, amounts };
}

function columnSums(table: Int32Array): Int32Array {
  const sums = Int32Array.of(0, 0);
  table.forEach((value, cell) => {
    sums[cell % 2] = at(sums, cell % 2) + value;
  });
  return sums;
}
