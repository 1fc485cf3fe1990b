import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { PlaceKind } from '@baogong/drizzle/rules/vocabulary';
import type { Source } from './errands.ts';
import type { AbleTraveller, World } from './world.ts';

/** Where a box can be fetched from, or null when nobody at work has it aboard. */
export function sourceOf(box: OpenBox, world: World): Source | null {
  const { custodian } = box;
  switch (custodian.kind) {
    case 'warehouse':
    case 'gate':
    case 'relay':
    case 'riderBase':
    case 'dropPoint':
      return standing({ kind: custodian.kind, id: custodian.id, point: box.at, innerPoint: box.innerAt });
    case 'vehicle':
    case 'rider':
      return box.state === 'held' || box.leftBehind ? waitingSource(box) : aboardSource(box, world);
    case 'household':
      return null;
  }
}

function standing(place: { kind: PlaceKind; id: Id; point: LngLat; innerPoint: LngLat | null }): Source {
  const { kind, id, point, innerPoint } = place;
  return { key: `${kind} ${id}`, place: { kind, id, point }, innerPoint, aboardOf: null };
}

/** Boxes wait where their traveller stopped, or is when his work has ended; the place is known by who has them. */
function waitingSource(box: OpenBox): Source {
  const { id } = box.custodian;
  return {
    key: `waiting ${id} ${box.at.join()}`,
    place: { kind: 'spot', id, point: box.at },
    innerPoint: null,
    aboardOf: null,
  };
}

function aboardSource(box: OpenBox, world: World): Source | null {
  const traveller = world.travellers.find((each) => isWith(each, box));
  // While a route still runs, its traveller's boxes go with it.
  if (!traveller || traveller.busyUntil) return null;
  const point = traveller.lastPoint ?? traveller.home.point;
  const id = traveller.lastRouteId ?? traveller.home.id;
  return {
    key: `aboard ${traveller.key}`,
    place: { kind: 'spot', id, point },
    innerPoint: null,
    aboardOf: traveller.key,
  };
}

function isWith(traveller: AbleTraveller, { custodian }: OpenBox): boolean {
  return custodian.kind === 'vehicle' ? traveller.vehicleId === custodian.id : traveller.riderId === custodian.id;
}
