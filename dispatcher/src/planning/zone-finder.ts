import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import { type Ground, groundOf, holdsPosition } from '@baogong/drizzle/rules/polygon';
import { innermostZone } from '@baogong/drizzle/rules/zone-law';
import type { World } from './world.ts';

export type ZoneAt = (point: LngLat) => ZoneInForce | null;

/** Finds the innermost zone in force now at a place; asked for the same places again and again. */
export function zoneFinder(world: World): ZoneAt {
  const inForce = world.zones
    .filter((zone) => zone.validFrom <= world.now)
    .map((zone): { zone: ZoneInForce; ground: Ground } => ({ zone, ground: groundOf(zone.declared) }));
  const known = new Map<string, ZoneInForce | null>();
  return (point) => {
    const key = point.join();
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const covering = inForce.filter(({ ground }) => holdsPosition(ground, point)).map(({ zone }) => zone);
    const inner = innermostZone(covering.map((zone) => ({ ...zone, zoneClass: zone.class })));
    known.set(key, inner);
    return inner;
  };
}

/** Ground where not everybody may go. */
export function isClosed(zone: ZoneInForce | null): zone is ZoneInForce {
  return zone !== null && zone.class !== 'precaution';
}
