import type { Id } from '@baogong/drizzle/rules/ids';
import { InvariantError } from '@baogong/drizzle/rules/refusal';
import type { CityPlan, CommunityPlan, GridPlan } from './city-plan.ts';
import type { Registry } from './registry.ts';

export interface SettledBuilding {
  readonly id: Id;
  readonly nameZh: string;
}

export interface SettledGrid {
  readonly id: Id;
  readonly dropPointId: Id;
  readonly buildings: readonly SettledBuilding[];
}

export interface SettledCommunity {
  readonly id: Id;
  readonly grids: readonly SettledGrid[];
}

export interface SettledTerritory {
  readonly cityId: Id;
  readonly districtId: Id;
  readonly subdistrictId: Id;
  readonly communities: readonly SettledCommunity[];
}

/** The tree of territory down to the buildings, with the drop points, gates and leaders of its communities. */
export function settleTerritory(plan: CityPlan, registry: Registry): SettledTerritory {
  const idsByLevel = new Map<string, Id>();
  let path = '';
  for (const { label, level, nameZh, nameEn } of plan.territory) {
    path = path === '' ? label : `${path}.${label}`;
    const id = registry.id('jurisdictions');
    registry.rows.jurisdictions.push({ id, path, level, nameZh, nameEn });
    idsByLevel.set(level, id);
  }
  const level = (name: string) => {
    const id = idsByLevel.get(name);
    if (id === undefined) throw new InvariantError(`the plan of ${plan.name} has no ${name}`);
    return id;
  };
  return {
    cityId: level('city'),
    districtId: level('district'),
    subdistrictId: level('subdistrict'),
    communities: plan.communities.map((community, i) =>
      settleCommunity(community, `${path}.${label('c', i, 2)}`, registry),
    ),
  };
}

function settleCommunity(community: CommunityPlan, path: string, registry: Registry): SettledCommunity {
  const { rows } = registry;
  const id = registry.id('jurisdictions');
  rows.jurisdictions.push({ id, path, level: 'community', nameZh: community.nameZh, nameEn: community.nameEn });
  for (const gate of community.gates) rows.gates.push({ id: registry.id('gates'), communityId: id, ...gate });
  const grids = community.grids.map((grid, i) => settleGrid(grid, `${path}.${label('g', i, 2)}`, id, registry));
  return { id, grids };
}

function settleGrid(grid: GridPlan, path: string, communityId: Id, registry: Registry): SettledGrid {
  const { rows } = registry;
  const id = registry.id('jurisdictions');
  rows.jurisdictions.push({ id, path, level: 'grid', nameZh: grid.nameZh, nameEn: grid.nameEn });

  const dropPointId = registry.id('dropPoints');
  const leader = registry.enrol('groupLeader', communityId);
  rows.dropPoints.push({ id: dropPointId, communityId, ...grid.dropPoint, leaderAccountId: leader.accountId });

  const buildings = grid.buildings.map((building, i) => {
    const buildingId = registry.id('jurisdictions');
    rows.jurisdictions.push({ id: buildingId, path: `${path}.${label('b', i, 3)}`, level: 'building', ...building });
    return { id: buildingId, nameZh: building.nameZh };
  });
  return { id, dropPointId, buildings };
}

function label(letter: string, index: number, digits: number): string {
  return `${letter}${String(index + 1).padStart(digits, '0')}`;
}
