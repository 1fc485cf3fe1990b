import { type SQL, sql } from 'drizzle-orm';
import { newId } from '../../rules/ids.ts';
import type { GoodDay } from '../good-day.ts';
import { utc } from '../plant.ts';
import { at } from '../small-city.ts';
import { carrierLeg, type Plant, reportedAsDriven, vanLeg } from './plant.ts';

/** A rectangle in steps of houses. */
export const square = (west: number, south: number, east: number, north: number) => {
  const [[w, s], [e, n]] = [at(west, south), at(east, north)];
  return sql`ST_Multi(ST_MakeEnvelope(${w}::float8, ${s}::float8, ${e}::float8, ${n}::float8, 4326))`;
};

const spot = (east: number, north = 0) => {
  const [lng, lat] = at(east, north);
  return sql`ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326)`;
};

interface PlantedZone {
  readonly from?: string;
  readonly to?: string | null;
  readonly version?: number;
  readonly zoneClass?: string;
  readonly id?: string;
}

export function zone(day: GoodDay, area: SQL, facts: PlantedZone = {}): SQL {
  const { from = '03:00', to = null, version = 2, zoneClass = 'sealed', id = newId() } = facts;
  return sql`insert into zones (id, city_id, name, class, declared, valid_from, valid_to, recorded_at, law_version_from)
      values (${id}, ${day.city.id}, 'Z', ${zoneClass}, ${area}, ${utc(from)}::timestamptz, ${to && utc(to)}::timestamptz, ${utc(from)}::timestamptz, ${version})`;
}

/** On the way of the van's first and last leg. */
export const onTheWay = square(-0.5, -1, 0.5, -0.5);

/** Faults of where travellers drove, and of where they were. */
export const drivePlants: readonly Plant[] = [
  {
    title: 'a drive through a sealed zone',
    finds: { forbiddenCrossings: ['crossing'] },
    statements: (day) => [zone(day, onTheWay)],
  },
  {
    title: 'a plan through it that was never driven',
    finds: { forbiddenCrossings: ['crossing'] },
    statements: (day) => [
      sql`update legs set line = ST_MakeLine(array[ST_StartPoint(line), ${spot(0)}, ${spot(2.2)}, ST_EndPoint(line)]) where id = ${vanLeg(day, 1)}`,
    ],
  },
  {
    title: 'a manned van that its legs call an autonomous one, on its way through a zone',
    finds: { forbiddenCrossings: ['crossing'] },
    statements: (day) => [
      // Around the drop point, where an autonomous van might go; nothing is set down there by then.
      zone(day, square(0.5, 0.5, 1.5, 1.5), { from: '04:21', version: 3 }),
      sql`update legs set traveller_class = 'autonomousVehicle' where route_id = ${day.vanRouteId}`,
    ],
  },
  {
    title: 'an inside carrier who leaves his own zone',
    finds: { forbiddenCrossings: ['leftOwnZone'] },
    statements: (day) => [
      sql`update legs set driven_line = ST_MakeLine(array[ST_StartPoint(driven_line), ${spot(1)}, ST_EndPoint(driven_line)]) where id = ${carrierLeg(day, 2)}`,
      ...reportedAsDriven,
    ],
  },
  {
    title: 'a traveller who jumps',
    finds: { forbiddenCrossings: ['gap'] },
    statements: (day) => [
      sql`update legs set driven_line = ST_MakeLine(${spot(2, 5.5)}, ST_EndPoint(driven_line)) where id = ${vanLeg(day, 3)}`,
      ...reportedAsDriven,
    ],
  },
  {
    title: 'a van whose first drive begins ten kilometres from its warehouse',
    finds: { forbiddenCrossings: ['startsElsewhere'] },
    statements: (day) => [
      sql`update legs set driven_line = ST_AddPoint(driven_line, ${spot(70, 78)}, 0) where id = ${vanLeg(day, 1)}`,
      ...reportedAsDriven,
    ],
  },
  {
    title: 'a carrier whose first drive begins far from his home',
    finds: { forbiddenCrossings: ['startsElsewhere'] },
    statements: (day) => [
      sql`update riders set home_building_id = ${day.city.buildingIds[0]} where id = ${day.carrierId}`,
      // He would have no zone of his own either, and might not serve in it.
      sql`update zones set class = 'precaution' where id = ${day.zoneId}`,
    ],
  },
  {
    title: 'a route whose stops are done though nobody drove',
    finds: { forbiddenCrossings: ['undrivenStop'] },
    statements: (day) => [
      sql`update legs set status = 'planned', departed_at = null, arrived_at = null, driven_line = null where route_id = ${day.vanRouteId}`,
    ],
  },
  {
    title: 'a stop that was served three kilometres from where its traveller was',
    finds: { forbiddenCrossings: ['stopElsewhere', 'undrivenStop'] },
    statements: (day) => [
      sql`update stops s set point = ${spot(30)} from trips t where t.id = s.trip_id and t.route_id = ${day.vanRouteId}`,
    ],
  },
  {
    title: 'a stop far from the drop point that it names',
    finds: { forbiddenCrossings: ['stopElsewhere'] },
    statements: (day) => [sql`update drop_points set point = ${spot(30)} where id = ${day.city.dropPointId}`],
  },
  {
    title: 'a driven line that nobody reported',
    finds: { forbiddenCrossings: ['unreported'] },
    statements: (day) => [sql`delete from positions where leg_id = ${vanLeg(day, 2)}`],
  },
  {
    title: 'a driven line other than the one reported',
    finds: { forbiddenCrossings: ['unreported'] },
    statements: (day) => [sql`update positions set lat = lat + 0.0001 where leg_id = ${vanLeg(day, 2)} and seq = 1`],
  },
];
