import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { ZoneGate } from '@baogong/drizzle/queries/waves/zone-gates';
import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import { firstPolicy } from '@baogong/drizzle/rules/policy';
import type { Profile, TravellerClass } from '@baogong/drizzle/rules/vocabulary';
import { ground } from '@baogong/drizzle/testing/declare';
import { at } from '@baogong/drizzle/testing/small-city';
import type { AbleTraveller, World } from '../world.ts';

export const NOW = new Date('2026-04-01T02:00:00Z');

export function later(minutes: number): Date {
  return new Date(NOW.getTime() + minutes * 60_000);
}

export const warehouse = { kind: 'warehouse' as const, id: 'warehouse', point: at(0, -5) };

/** A box for the household of a house, packed at the warehouse unless told; the drop point is at (1, 1). */
export function box(
  house: number,
  facts: Partial<Omit<OpenBox, 'household'>> & { household?: Partial<OpenBox['household']> } = {},
): OpenBox {
  const { household, ...rest } = facts;
  return {
    ...{ id: `box${house}`, orderId: `order${house}`, state: 'packed', grams: 1000, millilitres: 2000 },
    ...{ temperatureClass: 'ambient', promisedAt: later(240), innerAt: null, gateZoneId: null },
    ...{ failedStops: 0, leftBehind: false },
    ...{ custodian: { kind: 'warehouse', id: warehouse.id }, at: warehouse.point },
    ...rest,
    household: {
      ...{ id: `household${house}`, needs: [], homeQuarantine: false },
      building: { id: `house${house}`, point: at(house) },
      dropPoint: { id: 'drop', point: at(1, 1) },
      ...household,
    },
  };
}

export function zone(
  id: string,
  zoneClass: ZoneInForce['class'],
  [west, east]: readonly [number, number],
): ZoneInForce {
  const declared = [[ground(west, east)]];
  return { id, name: id, class: zoneClass, parentId: null, declared, validFrom: later(-60), validTo: null };
}

/** A gate where the long street crosses the western boundary. */
export function westGate(zoneId: string, boundary: number): ZoneGate {
  return { id: `${zoneId} west`, zoneId, point: at(boundary - 0.2), innerPoint: at(boundary + 0.2) };
}

const profiles: Readonly<Record<TravellerClass, Profile>> = {
  mannedVehicle: 'car',
  autonomousVehicle: 'car',
  outsideRider: 'ebike',
  insideCarrier: 'foot',
  resident: 'foot',
};

export function traveller(travellerClass: TravellerClass, facts: Partial<AbleTraveller> = {}): AbleTraveller {
  const isVehicle = travellerClass === 'mannedVehicle' || travellerClass === 'autonomousVehicle';
  return {
    key: travellerClass,
    vehicleId: isVehicle ? travellerClass : null,
    riderId: travellerClass === 'autonomousVehicle' ? null : travellerClass,
    ...{ travellerClass, profile: profiles[travellerClass] },
    capacity: { boxes: 20, grams: 200_000, millilitres: 500_000 },
    shiftEndsAt: later(480),
    home: isVehicle ? warehouse : { kind: 'building', id: 'house2', point: at(2) },
    ...{ lastPoint: null, lastRouteId: null, busyUntil: null, caughtInZoneId: null },
    ...{ until: later(480), codeUntil: null, ownZoneId: null },
    ...facts,
  };
}

export function world(facts: Partial<World> = {}): World {
  return {
    ...{ cityId: 'city', now: NOW, lawVersion: 1, policy: firstPolicy },
    ...{ zones: [], gates: [], relays: [], warehouses: [warehouse], boxes: [] },
    travellers: [traveller('mannedVehicle'), traveller('autonomousVehicle')],
    ...facts,
  };
}
