import type { CityRandom } from '../random.ts';
import type { Draft } from './draft.ts';
import { type BuiltQuarter, gateLane, type Quarter } from './quarter.ts';

const lane = { highway: 'living_street' };
const path = { highway: 'footway' };

/**
 * A walled estate: a loop of lanes with one lane across, two gates for vehicles to the residential streets, a small
 * gate for people to the main road, and foot paths between the houses.
 */
export function buildEstate(draft: Draft, quarter: Quarter, random: CityRandom): BuiltQuarter {
  const low = random.between(0.2, 0.26);
  const high = random.between(0.74, 0.8);
  const across = random.between(0.42, 0.58);
  const gateU = random.between(0.32, 0.68);
  const gateV = random.between(0.62, 0.72);
  const path0 = random.between(0.44, 0.56);
  const spot = (u: number, v: number) => draft.node(quarter.at(u, v));

  const corners = [spot(low, low), spot(high, low), spot(high, high), spot(low, high)] as const;
  const acrossLow = spot(across, low);
  const acrossHigh = spot(across, high);
  const acrossMiddle = spot(across, path0);
  const mainGate = spot(high, gateU);
  const sideGate = spot(gateV, high);
  const footGate = spot(low, path0);

  const loop = [corners[0], acrossLow, corners[1], mainGate, corners[2], sideGate, acrossHigh, corners[3], footGate];
  draft.way([...loop, corners[0]], lane);
  draft.way([acrossLow, acrossMiddle, acrossHigh], lane);
  const gates = [
    gateLane(draft, quarter.joinInnerU(gateU), mainGate, lane),
    gateLane(draft, quarter.joinInnerV(gateV), sideGate, lane),
  ];
  draft.way([footGate, acrossMiddle, spot((across + high) / 2, (path0 + gateU) / 2), mainGate], path);
  draft.way([quarter.joinOuterU(path0), footGate], path);
  const spots = (nodes: readonly number[]) => nodes.map((node) => draft.spotOf(node));
  return {
    lanes: [spots([...loop, corners[0]]), spots([acrossLow, acrossMiddle, acrossHigh])],
    dropPoint: draft.spotOf(mainGate),
    gates,
  };
}
