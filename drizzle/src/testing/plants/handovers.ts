import { sql } from 'drizzle-orm';
import { newId } from '../../rules/ids.ts';
import { codeFact, doorBox, dropBox, type Plant } from './plant.ts';

/** Faults of whom boxes were given to, and of who gave, took and drove. */
export const handoverPlants: readonly Plant[] = [
  {
    title: 'a box in the hands of another household',
    finds: { wrongHandovers: ['otherHousehold'] },
    statements: ({ city, ...day }) => [
      sql`update custody set to_id = ${city.householdIds[1]} where box_id = ${dropBox({ city, ...day })} and to_kind = 'household'`,
      sql`update boxes set custodian_id = ${city.householdIds[1]} where id = ${dropBox({ city, ...day })}`,
    ],
  },
  {
    title: 'a box at a drop point that is not the household’s',
    finds: { wrongHandovers: ['otherDropPoint'] },
    statements: ({ city }) => [
      sql`update households set drop_point_id = ${newId()} where id = ${city.householdIds[0]}`,
    ],
  },
  {
    title: 'a box at the gate of a zone that is not around its home',
    finds: { wrongHandovers: ['otherGate'] },
    statements: ({ gateId }) => [sql`update gates set zone_id = ${newId()} where id = ${gateId}`],
  },
  {
    title: 'a box at a relay that is not around its home',
    finds: { wrongHandovers: ['otherRelay'] },
    statements: (day) => [
      sql`update custody set to_kind = 'relay' where box_id = ${doorBox(day)} and to_kind = 'gate'`,
      sql`update custody set from_kind = 'relay' where box_id = ${doorBox(day)} and from_kind = 'gate'`,
    ],
  },
  {
    title: 'a box given at the door of another house',
    finds: { wrongHandovers: ['otherDoor'] },
    statements: () => [sql`update stops set place_id = ${newId()} where mode = 'door'`],
  },
  {
    title: 'units posted to the account of another household',
    finds: { wrongHandovers: ['postedToOther'] },
    statements: (day) => [
      sql`update ledger_entries set to_account = ${`household:${day.city.householdIds[1]}`} where kind = 'post' and box_id = ${dropBox(day)}`,
    ],
  },
  {
    title: 'a sealed household’s box straight from the manned van',
    finds: { wrongHandovers: ['giverBarred'] },
    statements: (day) => [
      sql`delete from custody where box_id = ${doorBox(day)} and from_kind in ('gate', 'rider')`,
      sql`update custody set to_kind = 'household', to_id = ${day.city.householdIds[2]} where box_id = ${doorBox(day)} and to_kind = 'gate'`,
    ],
  },
  {
    title: 'a box that a carrier of no zone brings to a sealed door',
    finds: { wrongHandovers: ['giverBarred'], forbiddenCrossings: ['crossing', 'startsElsewhere'] },
    statements: (day) => [
      sql`update riders set home_building_id = ${day.city.buildingIds[0]} where id = ${day.carrierId}`,
    ],
  },
  {
    title: 'a box set down where its traveller served no stop',
    finds: { wrongHandovers: ['withoutStop'] },
    statements: (day) => [
      sql`update custody set stop_id = null where box_id = ${dropBox(day)} and to_kind = 'dropPoint'`,
    ],
  },
  {
    title: 'a red code that was known before the plan, and was green again before the first deed',
    finds: { withoutValidCode: ['assignment'] },
    statements: (day) => [
      codeFact(day, { riderId: day.driverId, colour: 'red', recorded: '03:50' }),
      codeFact(day, { riderId: day.driverId, colour: 'green', recorded: '04:05' }),
    ],
  },
  {
    title: 'a red code while boxes were taken',
    finds: { withoutValidCode: ['taking'] },
    statements: (day) => [
      codeFact(day, { riderId: day.driverId, colour: 'red', recorded: '04:08' }),
      codeFact(day, { riderId: day.driverId, colour: 'green', recorded: '04:10' }),
    ],
  },
  {
    title: 'a red code at a departure',
    finds: { withoutValidCode: ['departure'] },
    statements: (day) => [codeFact(day, { riderId: day.driverId, colour: 'red', recorded: '04:26' })],
  },
  {
    title: 'a red code at a delivery',
    finds: { withoutValidCode: ['delivery'] },
    statements: (day) => [
      codeFact(day, { riderId: day.driverId, colour: 'red', recorded: '04:20' }),
      codeFact(day, { riderId: day.driverId, colour: 'green', recorded: '04:22' }),
    ],
  },
  {
    title: 'a manned van that nobody drove',
    finds: { withoutValidCode: ['nobodyDrives'] },
    statements: (day) => [sql`update routes set rider_id = null where id = ${day.vanRouteId}`],
  },
  {
    title: 'boxes that nobody took into a manned van',
    finds: { withoutValidCode: ['nobodyTakes'] },
    statements: () => [sql`update custody set taker_rider_id = null where to_kind = 'vehicle'`],
  },
  {
    title: 'boxes that a carrier has, though another rider took them',
    finds: { withoutValidCode: ['otherTakes'] },
    statements: (day) => [sql`update custody set taker_rider_id = ${day.driverId} where to_kind = 'rider'`],
  },
];
