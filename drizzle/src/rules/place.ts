import type { LngLat } from './geo.ts';
import type { Id } from './ids.ts';
import type { PlaceKind } from './vocabulary.ts';

/** Where a traveller can be sent; a `spot` is a position where one stands, its id is the route's. */
export interface Place {
  readonly kind: PlaceKind;
  readonly id: Id;
  readonly point: LngLat;
}
