import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';
import { civilDayOf, daysAfter } from '../../rules/civil-day.ts';
import type { Id } from '../../rules/ids.ts';
import { Refusal } from '../../rules/refusal.ts';
import type { NeedCode, ServiceMode } from '../../rules/vocabulary.ts';
import { type NamedPlace, type Service, serviceOf } from './service-of.ts';

/** What a household's front page says of it. */
export interface Home {
  readonly household: {
    readonly id: Id;
    readonly unit: string;
    readonly people: number;
    readonly building: Pick<NamedPlace, 'nameZh' | 'nameEn'>;
    readonly needs: readonly NeedCode[];
  };
  readonly dropPoint: NamedPlace;
  readonly serviceMode: ServiceMode;
  readonly zone: Service['zone'];
  /** The day on which an order placed now would be delivered. */
  readonly deliveryDay: string;
  readonly promisedHours: number;
}

interface Row {
  readonly id: Id;
  readonly unit: string;
  readonly people: number;
  readonly needs: readonly NeedCode[];
  readonly timeZone: string;
  readonly closedDays: readonly string[];
  readonly promisedHours: number;
}

export async function home(db: Reader, { householdId, at }: { householdId: Id; at: Date }): Promise<Home> {
  const [row] = await rows<Row>(
    db,
    sql`select h.id, h.unit, h.people, to_json(h.needs) as needs, c.time_zone as "timeZone",
          (select coalesce(json_agg(d.day::text), '[]'::json) from closed_days d where d.city_id = c.id) as "closedDays",
          (select (p.body ->> 'deliveryHoursPromised')::int from policies p
            where p.city_id = c.id and p.valid_from <= ${at.toISOString()}::timestamptz
            order by p.version desc limit 1) as "promisedHours"
        from households h join cities c on c.id = h.city_id where h.id = ${householdId}`,
  );
  const service = (await serviceOf(db, { householdIds: [householdId], at })).get(householdId);
  if (!row || !service) throw new Refusal('notFound', { noun: 'household', householdId });

  const { id, unit, people, needs, promisedHours } = row;
  const { nameZh, nameEn } = service.building;
  return {
    household: { id, unit, people, needs, building: { nameZh, nameEn } },
    dropPoint: service.dropPoint,
    serviceMode: service.mode,
    zone: service.zone,
    deliveryDay: nextOpenDay(civilDayOf(at, row.timeZone), row.closedDays),
    promisedHours,
  };
}

function nextOpenDay(today: string, closedDays: readonly string[]): string {
  let day = today;
  for (let tried = 0; tried < closedDays.length && closedDays.includes(day); tried++) day = daysAfter(day, 1);
  return day;
}
