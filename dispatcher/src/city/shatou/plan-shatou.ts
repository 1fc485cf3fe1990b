import { CityInputError } from '@baogong/drizzle/city/city-input-error';
import type { CityPlan, CommunityPlan, GridPlan, NamedPlace } from '../city-plan.ts';
import { type CityRandom, randomStream } from '../random.ts';
import { between, type Draft, metresApart, openDraft, type Spot } from './draft.ts';
import { buildEstate } from './estate.ts';
import { type CommunitySite, communitySites, eastWestRoads, estateSuffixes, villageSuffixes } from './names.ts';
import type { BuiltQuarter } from './quarter.ts';
import { drawRoads, type MainRoads, tags } from './roads.ts';
import { buildVillage } from './village.ts';

export const SCALE_MIN = 0.1;
export const SCALE_MAX = 1;
const HOUSEHOLDS_AT_FULL_SCALE = 12_000;
const BUILDINGS_PER_COMMUNITY = 40;
const RIDERS = 60;
/** Houses keep this far from the ends of their lane. */
const LANE_END_CLEARANCE_M = 12;

export interface ShatouInput {
  readonly name: string;
  readonly seed: number;
  /** Multiplies buildings and households; the streets stay whole. */
  readonly scale: number;
}

/** The Shatou sub-district of Futian, Shenzhen: its real main roads and communities, drawn anew from a seed. */
export function planShatou({ name, seed, scale }: ShatouInput): CityPlan {
  if (!(scale >= SCALE_MIN && scale <= SCALE_MAX)) {
    const accepted = `a number from ${SCALE_MIN} to ${SCALE_MAX}`;
    throw new CityInputError({ field: '--scale', value: scale, problem: 'out of range', accepted });
  }
  const random = randomStream(seed, 'shatou streets');
  const draft = openDraft();
  const roads = drawRoads(draft, random);
  const buildingCount = Math.max(4, Math.round(BUILDINGS_PER_COMMUNITY * scale));
  const communities = communitySites.map((site) => planCommunity({ draft, roads, random, site, buildingCount }));
  drawGreenway(draft, roads);
  const subdistrict = drawYard(draft, roads, { column: 1, fraction: 0.86 });
  const school = drawYard(draft, roads, { column: 2, fraction: 0.13 });
  const district = drawDepotRoad(draft, roads);

  return {
    name,
    nameZh: '沙头街道',
    nameEn: 'Shatou sub-district',
    seed,
    timeZone: 'Asia/Shanghai',
    source: `generated (seed ${seed}, scale ${scale})`,
    attribution: '',
    network: draft.finish(),
    territory: [
      { label: 'cn', level: 'country', nameZh: '中国', nameEn: 'China' },
      { label: 'gd', level: 'province', nameZh: '广东省', nameEn: 'Guangdong' },
      { label: 'sz', level: 'city', nameZh: '深圳市', nameEn: 'Shenzhen' },
      { label: 'futian', level: 'district', nameZh: '福田区', nameEn: 'Futian' },
      { label: 'shatou', level: 'subdistrict', nameZh: '沙头街道', nameEn: 'Shatou' },
    ],
    communities,
    warehouses: {
      subdistrict: { nameZh: '沙头街道保供仓', nameEn: 'Shatou supply warehouse', point: subdistrict },
      district: { nameZh: '福田区中心仓', nameEn: 'Futian district warehouse', point: district },
    },
    bases: [
      {
        nameZh: '沙头中学骑手驻点',
        nameEn: 'Shatou School rider base',
        point: school,
        profile: 'ebike',
        piece: 0,
        riders: RIDERS,
      },
    ],
    householdCount: Math.round(HOUSEHOLDS_AT_FULL_SCALE * scale),
    notes: [],
  };
}

interface CommunityInput {
  readonly draft: Draft;
  readonly roads: MainRoads;
  readonly random: CityRandom;
  readonly site: CommunitySite;
  readonly buildingCount: number;
}

function planCommunity({ draft, roads, random, site, buildingCount }: CommunityInput): CommunityPlan {
  const suffixes = site.village ? villageSuffixes : estateSuffixes;
  const built = roads
    .quarters(site.column, site.row)
    .slice(0, site.quarters)
    .map((quarter, i) => {
      const nameZh = `${site.nameZh}${suffixes[i]?.nameZh ?? ''}`;
      const nameEn = `${site.nameEn} ${suffixes[i]?.nameEn ?? ''}`;
      const content = site.village ? buildVillage(draft, quarter, random, nameZh) : buildEstate(draft, quarter, random);
      return { nameZh, nameEn, content };
    });
  const grids = built.map(({ nameZh, nameEn, content }, i): GridPlan => {
    const count = Math.floor(((i + 1) * buildingCount) / built.length) - Math.floor((i * buildingCount) / built.length);
    return {
      nameZh,
      nameEn,
      dropPoint: {
        nameZh: `${nameZh}取货点`,
        nameEn: `${nameEn} pick-up point`,
        point: draft.lngLat(content.dropPoint),
      },
      buildings: placeHouses(content, count).map((spot, k): NamedPlace => {
        const number = k + 1;
        return { nameZh: `${nameZh}${number}栋`, nameEn: `${nameEn} ${number}`, point: draft.lngLat(spot) };
      }),
    };
  });
  const gates = built.flatMap(({ nameZh, content }) =>
    content.gates.map(({ outer, inner }, i) => ({
      nameZh: `${nameZh}${i + 1}号卡口`,
      point: draft.lngLat(outer),
      innerPoint: draft.lngLat(inner),
    })),
  );
  return { nameZh: `${site.nameZh}社区`, nameEn: `${site.nameEn} community`, grids, gates };
}

/** House entrances at even steps along the lanes. */
function placeHouses({ lanes }: BuiltQuarter, count: number): Spot[] {
  const pieces = lanes.flatMap((lane) =>
    lane.slice(1).map((to, i) => {
      const from = lane[i] ?? to;
      return { from, to, length: metresApart(from, to) };
    }),
  );
  const usable = pieces.filter(({ length }) => length > 3 * LANE_END_CLEARANCE_M);
  const frontage = (length: number) => length - 2 * LANE_END_CLEARANCE_M;
  const total = usable.reduce((sum, { length }) => sum + frontage(length), 0);
  const houses: Spot[] = [];
  let passed = 0;
  for (const { from, to, length } of usable) {
    while (houses.length < count) {
      const along = ((houses.length + 0.5) * total) / count - passed;
      if (along > frontage(length)) break;
      houses.push(between(from, to, (LANE_END_CLEARANCE_M + along) / length));
    }
    passed += frontage(length);
  }
  return houses;
}

/** A short service road off Fuqiang Road, and the point at its end. */
function drawYard(draft: Draft, roads: MainRoads, { column, fraction }: { column: number; fraction: number }) {
  const gate = roads.eastWest(column, 2).join(fraction);
  const spot = draft.spotOf(gate);
  const yard = draft.node({ x: spot.x, y: spot.y + 28 });
  draft.way([gate, yard], { highway: 'service' });
  return draft.lngLat(draft.spotOf(yard));
}

/** A greenway along the shore, for feet and bicycles. */
function drawGreenway(draft: Draft, roads: MainRoads): void {
  const shore = [0, 1, 2, 3, 4].map((column) => {
    const { x, y } = draft.spotOf(roads.crossing(column, 0));
    return draft.node({ x: x + 20, y: y - 110 });
  });
  const greenway = { nameZh: '深圳湾绿道', nameEn: 'Shenzhen Bay Greenway' };
  draft.way(shore, { ...tags(greenway, 'cycleway'), foot: 'designated' });
  for (const column of [0, 2, 4]) {
    const node = shore[column];
    if (node !== undefined) draft.way([roads.crossing(column, 0), node], { highway: 'footway', bicycle: 'yes' });
  }
}

/** East of the sub-district two main roads go on to a cross road with the district's warehouse. */
function drawDepotRoad(draft: Draft, roads: MainRoads) {
  const last = 4;
  const ends = [1, 2].map((row) => {
    const start = roads.crossing(last, row);
    const { x, y } = draft.spotOf(start);
    const end = draft.node({ x: x + 1_050, y: y - 45 });
    const road = eastWestRoads[row] ?? { nameZh: '', nameEn: '', highway: 'secondary' };
    draft.street(start, end, tags(road, road.highway), 18);
    return end;
  });
  const [south, north] = ends;
  if (south === undefined || north === undefined) throw new RangeError('the depot road needs two ends');
  const street = draft.street(south, north, tags({ nameZh: '国花路', nameEn: 'Guohua Road' }, 'tertiary'), 10);
  const gate = street.join(0.5);
  const { x, y } = draft.spotOf(gate);
  const yard = draft.node({ x: x + 35, y });
  draft.way([gate, yard], { highway: 'service' });
  return draft.lngLat(draft.spotOf(yard));
}
