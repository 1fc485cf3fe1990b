import type { CityRandom } from '../random.ts';
import type { Draft, Tags } from './draft.ts';
import { type BuiltQuarter, gateLane, type Quarter } from './quarter.ts';

const lines = [0, 1, 2] as const;
const numerals = ['一', '二', '三'] as const;

/**
 * An urban village: three lanes by three, open to the streets around at many places; the outer two lanes of one
 * direction are one-way for motor vehicles, and alleys for feet run between them.
 */
export function buildVillage(draft: Draft, quarter: Quarter, random: CityRandom, name: string): BuiltQuarter {
  const us = lines.map((i) => 0.24 + 0.26 * i + random.between(-0.03, 0.03));
  const vs = lines.map((i) => 0.24 + 0.26 * i + random.between(-0.03, 0.03));
  const at = (i: number, k: number) => quarter.at(us[i] ?? 0, vs[k] ?? 0);
  const crossing = lines.map((i) => lines.map((k) => draft.node(at(i, k))));
  const node = (i: number, k: number) => crossing[i]?.[k] ?? 0;
  const lane = (text: string) => ({ highway: 'residential', name: `${name}${text}` });

  const lanes: number[][] = [];
  for (const i of lines) {
    const along = lines.map((k) => node(i, k));
    const cross = lines.map((k) => node(k, i));
    const oneway: Tags = i === 1 ? {} : { oneway: i === 0 ? 'yes' : '-1', 'oneway:bicycle': 'no' };
    draft.way(along, { ...lane(`${numerals[i]}巷`), ...oneway });
    draft.way(cross, lane(`${numerals[i]}坊`));
    lanes.push(along, cross);
  }
  for (const i of [0, 1]) {
    const middle = draft.node(quarter.at(((us[i] ?? 0) + (us[i + 1] ?? 0)) / 2, ((vs[0] ?? 0) + (vs[1] ?? 0)) / 2));
    draft.way([node(i, 0), middle, node(i + 1, 1)], { highway: 'footway' });
  }

  const open = lane('口');
  const gates = [
    gateLane(draft, quarter.joinInnerU(vs[1] ?? 0), node(2, 1), open),
    gateLane(draft, quarter.joinInnerV(us[1] ?? 0), node(1, 2), open),
    gateLane(draft, quarter.joinOuterU(vs[1] ?? 0), node(0, 1), open),
  ];
  draft.way([quarter.joinInnerU(vs[0] ?? 0), node(2, 0)], open);
  draft.way([quarter.joinInnerV(us[0] ?? 0), node(0, 2)], open);
  return {
    lanes: lanes.map((nodes) => nodes.map((index) => draft.spotOf(index))),
    dropPoint: draft.spotOf(node(2, 1)),
    gates,
  };
}
