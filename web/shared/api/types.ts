import type { GoodBody } from './answer.ts';
import type { v1 } from './client.ts';

type Reply<Call extends (...given: never[]) => Promise<unknown>> = GoodBody<Awaited<ReturnType<Call>>>;

/** The nouns of the contract as the client receives them. */
export type Me = Reply<typeof v1.me.$get>;
export type Home = Reply<typeof v1.home.$get>;
export type ShelfItem = Reply<typeof v1.shelf.$get>['items'][number];
export type Order = Reply<(typeof v1.orders)[':id']['$get']>;
export type Route = Reply<(typeof v1.routes)[':id']['$get']>;
export type Trip = Route['trips'][number];
export type Stop = Trip['stops'][number];
export type Leg = Trip['legs'][number];
export type MapView = Reply<typeof v1.map.$get>;
export type Fleet = Reply<typeof v1.fleet.$get>;
export type Traveller = Fleet['travellers'][number];
export type Zone = Reply<typeof v1.zones.$post>;
export type Overview = Reply<typeof v1.overview.$get>;
export type Wave = Reply<typeof v1.waves.$get>['items'][number];
export type Balance = Reply<(typeof v1.warehouses)[':id']['balances']['$get']>['items'][number];
export type Point = Stop['place']['point'];
