import type { FolderRow } from '@baogong/drizzle/city/folder';
import type { CityRandom } from './random.ts';
import type { Registry } from './registry.ts';
import type { SettledTerritory } from './settle-territory.ts';

const UNITS_PER_FLOOR = 8;
const GATE_KEEPERS_PER_COMMUNITY = 2;
const HOME_QUARANTINE_SHARE = 0.01;

/** Share of households with one, two, … members (as in the 2020 census of Shenzhen, rounded). */
const membersShares = [0.28, 0.27, 0.22, 0.14, 0.06, 0.03];
const needShares = [
  ['infant', 0.04],
  ['dialysis', 0.003],
  ['disability', 0.015],
] as const;

/** Every household of the city, spread evenly over its buildings, each with one member who may order. */
export function settleHouseholds(count: number, territory: SettledTerritory, registry: Registry): void {
  const random = registry.random('households');
  const homes = territory.communities.flatMap((community) =>
    community.grids.flatMap((grid) => grid.buildings.map((building) => ({ community, grid, building }))),
  );
  homes.forEach(({ community, grid, building }, index) => {
    const from = Math.floor((index * count) / homes.length);
    const to = Math.floor(((index + 1) * count) / homes.length);
    for (let unit = 0; unit < to - from; unit++) {
      const { accountId } = registry.enrol('resident', building.id);
      registry.rows.households.push({
        id: registry.id('households'),
        buildingId: building.id,
        communityId: community.id,
        dropPointId: grid.dropPointId,
        unit: unitName(unit),
        people: members(random),
        needs: needs(random),
        homeQuarantine: random.chance(HOME_QUARANTINE_SHARE),
        accountId,
      });
    }
  });
}

/** The people who run the city: commander and administration, clerks at the warehouses, grid workers, gate keepers. */
export function settleStaff(territory: SettledTerritory, registry: Registry): void {
  for (const role of ['commander', 'administrator', 'auditor', 'integration'] as const) {
    registry.enrol(role, territory.cityId);
  }
  registry.enrol('warehouseClerk', territory.subdistrictId);
  registry.enrol('warehouseClerk', territory.districtId);
  for (const community of territory.communities) {
    for (const grid of community.grids) registry.enrol('gridWorker', grid.id);
    for (let i = 0; i < GATE_KEEPERS_PER_COMMUNITY; i++) registry.enrol('gateKeeper', community.id);
  }
}

function unitName(index: number): string {
  const floor = Math.floor(index / UNITS_PER_FLOOR) + 1;
  return `${floor}${String((index % UNITS_PER_FLOOR) + 1).padStart(2, '0')}`;
}

function members(random: CityRandom): number {
  let rest = random.next();
  for (const [index, share] of membersShares.entries()) {
    rest -= share;
    if (rest < 0) return index + 1;
  }
  return membersShares.length;
}

function needs(random: CityRandom): FolderRow<'households'>['needs'] {
  return needShares.filter(([, share]) => random.chance(share)).map(([need]) => need);
}
