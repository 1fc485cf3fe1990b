import { sql } from 'drizzle-orm';
import { newId } from '../../rules/ids.ts';
import { doorBox, dropBox, extraBox, type Plant } from './plant.ts';

/** Faults of who has which box, and of what its order says. */
export const boxPlants: readonly Plant[] = [
  {
    title: 'a box that nobody ever had',
    finds: { lostBoxes: ['noCustody'] },
    statements: (day) => extraBox(day, { orderState: 'placed', boxState: 'packed', withoutCustody: true }),
  },
  {
    title: 'a box that was never packed',
    finds: { lostBoxes: ['notFromWarehouse'] },
    statements: (day) => [sql`delete from custody where box_id = ${dropBox(day)} and to_kind = 'warehouse'`],
  },
  {
    title: 'a box collected from a household that it was not with',
    finds: { lostBoxes: ['chainBroken'] },
    statements: (day) => [
      sql`update custody set from_id = ${newId()} where box_id = ${dropBox(day)} and from_kind = 'dropPoint'`,
    ],
  },
  {
    title: 'a box that nobody handed to the one who has it',
    finds: { lostBoxes: ['otherCustodian'] },
    statements: (day) => [sql`update boxes set custodian_id = ${newId()} where id = ${dropBox(day)}`],
  },
  {
    title: 'a box of a closed day that never came to an end',
    finds: { lostBoxes: ['noEnd'] },
    statements: (day) => [
      sql`update boxes set state = 'handedOver' where id = ${dropBox(day)}`,
      sql`update orders set state = 'handedOver' where id = ${day.orderIds[0]}`,
    ],
  },
  {
    title: 'a box that came back to a van',
    finds: { lostBoxes: ['returnedElsewhere'] },
    statements: (day) =>
      extraBox(day, { orderState: 'unserved', boxState: 'returned', inVan: true, unserved: 'boxesReturned' }),
  },
  {
    title: 'a lost box whose units were not written off',
    finds: { lostBoxes: ['lostUnposted'] },
    statements: (day) => extraBox(day, { orderState: 'unserved', boxState: 'lost', unserved: 'boxesLost' }),
  },
  {
    title: 'a delivered box that lies in the warehouse',
    finds: { lostBoxes: ['deliveredNowhere'] },
    statements: (day) => extraBox(day, { orderState: 'delivered', boxState: 'delivered' }),
  },
  {
    title: 'a delivered box that is still in the van',
    finds: { lostBoxes: ['deliveredNowhere'] },
    statements: (day) => extraBox(day, { orderState: 'delivered', boxState: 'delivered', inVan: true }),
  },
  {
    title: 'a delivered box that was only set down at a gate on its way to a door',
    finds: { lostBoxes: ['deliveredNowhere'] },
    statements: (day) => [
      sql`delete from custody where box_id = ${doorBox(day)} and from_kind in ('gate', 'rider')`,
      sql`update boxes set custodian_kind = 'gate', custodian_id = ${day.gateId} where id = ${doorBox(day)}`,
    ],
  },
  ...['placed', 'cancelled'].map((state) => ({
    title: `a ${state} order whose boxes were delivered`,
    finds: { doubledDeliveries: ['orderState'] },
    statements: (day: Parameters<Plant['statements']>[0]) => [
      sql`update orders set state = ${state}, delivered_at = null where id = ${day.orderIds[0]}`,
    ],
  })),
  {
    title: 'a delivered order whose boxes are gone',
    finds: { doubledDeliveries: ['linesUncovered', 'orderState'] },
    statements: (day) => [
      sql`delete from custody where box_id = ${dropBox(day)}`,
      sql`delete from box_lines where box_id = ${dropBox(day)}`,
      sql`delete from stop_boxes where box_id = ${dropBox(day)}`,
      sql`delete from boxes where order_id = ${day.orderIds[0]}`,
    ],
  },
  {
    title: 'a delivered order with a line that no box had room for',
    finds: { doubledDeliveries: ['linesUncovered'] },
    statements: (day) => [
      sql`insert into order_lines (order_id, sku_id, quantity, price_fen) values (${day.orderIds[0]}, ${day.city.skuIds[1]}, 1, 100)`,
    ],
  },
];
