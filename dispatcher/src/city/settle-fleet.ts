import type { FolderRow } from '@baogong/drizzle/city/folder';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { CityPlan } from './city-plan.ts';
import type { Registry } from './registry.ts';
import type { SettledWarehouses } from './settle-stock.ts';
import type { SettledCommunity, SettledTerritory } from './settle-territory.ts';

const CARRIERS_PER_COMMUNITY = 8;
/** The fleet below serves this many communities; more communities get more vehicles, fewer keep them all. */
const COMMUNITIES_OF_FLEET = 12;
const HOUR_S = 3600;

type Capacity = Pick<FolderRow<'riders'>, 'capacityGrams' | 'capacityMillilitres' | 'capacityBoxes'>;
type Span = readonly [from: string, to: string];

interface VehicleModel extends Capacity {
  readonly kind: FolderRow<'vehicles'>['kind'];
  readonly travellerClass: FolderRow<'vehicles'>['travellerClass'];
  readonly letter: string;
  readonly count: number;
  readonly dutyS: number;
  readonly spans: readonly [Span, ...Span[]];
  /** Every n-th is at home at the district warehouse, the others at the sub-district's. */
  readonly everyAtDistrict: number;
}

/** A box weighs at most 15 kg and takes 40 litres. */
const models: readonly VehicleModel[] = [
  {
    kind: 'lightTruck',
    travellerClass: 'autonomousVehicle',
    letter: 'T',
    count: 2,
    dutyS: 8 * HOUR_S,
    spans: [
      ['08:00', '16:00'],
      ['11:00', '19:00'],
    ],
    everyAtDistrict: 2,
    capacityGrams: 2_500_000,
    capacityMillilitres: 8_000_000,
    capacityBoxes: 200,
  },
  {
    kind: 'smallVan',
    travellerClass: 'autonomousVehicle',
    letter: 'A',
    count: 8,
    dutyS: 12 * HOUR_S,
    spans: [['07:30', '19:30']],
    everyAtDistrict: 8,
    capacityGrams: 500_000,
    capacityMillilitres: 1_600_000,
    capacityBoxes: 40,
  },
  {
    kind: 'mannedVan',
    travellerClass: 'mannedVehicle',
    letter: 'V',
    count: 6,
    dutyS: 11 * HOUR_S,
    spans: [
      ['07:30', '18:30'],
      ['08:30', '19:30'],
    ],
    everyAtDistrict: 3,
    capacityGrams: 900_000,
    capacityMillilitres: 2_800_000,
    capacityBoxes: 70,
  },
];

const riderCapacity = { capacityGrams: 120_000, capacityMillilitres: 480_000, capacityBoxes: 12 };
const walkerCapacity = { capacityGrams: 100_000, capacityMillilitres: 400_000, capacityBoxes: 10 };
const riderSpans = [
  ['07:30', '19:30'],
  ['08:30', '20:30'],
] as const satisfies readonly Span[];
const carrierSpan: Span = ['08:00', '20:30'];

/** Vehicles and their drivers, riders at their bases, inside carriers at home; when they work, and their health. */
export function settleFleet(
  plan: CityPlan,
  territory: SettledTerritory,
  warehouses: SettledWarehouses,
  registry: Registry,
): void {
  const factor = Math.max(1, plan.communities.length / COMMUNITIES_OF_FLEET);
  for (const model of models) settleVehicles(model, Math.round(model.count * factor), territory, warehouses, registry);
  settleOutsideRiders(plan, territory, registry);
  for (const community of territory.communities) settleCarriers(community, registry);
  settleHealth(registry);
}

function settleVehicles(
  model: VehicleModel,
  count: number,
  territory: SettledTerritory,
  warehouses: SettledWarehouses,
  registry: Registry,
): void {
  const { letter, spans, count: _, everyAtDistrict, ...shape } = model;
  for (let i = 0; i < count; i++) {
    const vehicleId = registry.id('vehicles');
    const homeWarehouseId = (i + 1) % everyAtDistrict === 0 ? warehouses.district : warehouses.subdistrict;
    const code = `${letter}${String(i + 1).padStart(2, '0')}`;
    registry.rows.vehicles.push({ id: vehicleId, code, profile: 'car', homeWarehouseId, ...shape });
    const span = spans[i % spans.length] ?? spans[0];
    if (model.travellerClass === 'autonomousVehicle') {
      addShift(registry, { vehicleId }, span);
      continue;
    }
    const { capacityGrams, capacityMillilitres, capacityBoxes } = model;
    const driverId = addRider(registry, territory.subdistrictId, {
      travellerClass: 'mannedVehicle',
      profile: 'car',
      vehicleId,
      capacityGrams,
      capacityMillilitres,
      capacityBoxes,
    });
    addShift(registry, { riderId: driverId }, span);
  }
}

function settleOutsideRiders(plan: CityPlan, territory: SettledTerritory, registry: Registry): void {
  for (const { riders, ...base } of plan.bases) {
    const baseId = registry.id('riderBases');
    registry.rows.riderBases.push({ id: baseId, jurisdictionId: territory.subdistrictId, ...base });
    const capacity = base.profile === 'foot' ? walkerCapacity : riderCapacity;
    for (let i = 0; i < riders; i++) {
      const riderId = addRider(registry, territory.subdistrictId, {
        travellerClass: 'outsideRider',
        profile: base.profile,
        baseId,
        ...capacity,
      });
      addShift(registry, { riderId }, i % 2 === 0 ? riderSpans[0] : riderSpans[1]);
    }
  }
}

/** Carriers live as far apart as the community's buildings allow, so that a zone over part of it holds some of them. */
function settleCarriers(community: SettledCommunity, registry: Registry): void {
  const buildings = community.grids.flatMap((grid) => grid.buildings);
  for (let i = 0; i < CARRIERS_PER_COMMUNITY; i++) {
    const home = buildings[Math.floor((i * buildings.length) / CARRIERS_PER_COMMUNITY)];
    if (!home) continue;
    const riderId = addRider(registry, community.id, {
      travellerClass: 'insideCarrier',
      profile: 'foot',
      homeBuildingId: home.id,
      ...walkerCapacity,
    });
    addShift(registry, { riderId }, carrierSpan);
  }
}

function addRider(
  registry: Registry,
  jurisdictionId: Id,
  rider: Omit<FolderRow<'riders'>, 'id' | 'personId' | 'accountId'>,
): Id {
  const id = registry.id('riders');
  registry.rows.riders.push({ id, ...registry.enrol('rider', jurisdictionId), ...rider });
  return id;
}

function addShift(registry: Registry, whose: { riderId: Id } | { vehicleId: Id }, [from, to]: Span): void {
  registry.rows.shifts.push({ id: registry.id('shifts'), ...whose, from, to });
}

/**
 * Codes are green and samples were taken on the evening before, so that they hold through the day even under the
 * 24-hour rule of a sealed zone; among the outside riders one code is yellow and one sample too old.
 */
function settleHealth(registry: Registry): void {
  const random = registry.random('health');
  const outside = registry.rows.riders.filter((rider) => rider.travellerClass === 'outsideRider');
  const [yellow, stale] = outside.length >= 20 ? random.shuffle(outside) : [];
  for (const rider of registry.rows.riders) {
    registry.rows.health.push({
      id: registry.id('health'),
      riderId: rider.id,
      colour: rider === yellow ? 'yellow' : 'green',
      colourBeforeH: 12 + random.int(36),
      colourForH: 24 * 365,
      testedBeforeH: rider === stale ? 60 : 1 + random.int(6) / 2,
    });
  }
}
