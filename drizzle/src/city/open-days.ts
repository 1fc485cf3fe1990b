import { sql } from 'drizzle-orm';
import type { ActionTx } from '../database/transaction.ts';
import { type CivilDay, daysAfter, instantAt, startOfDay } from '../rules/civil-day.ts';
import { derivedId } from '../rules/derived-id.ts';
import type { Id } from '../rules/ids.ts';
import { inChunks } from './insert-people.ts';
import { type CityFolder, namespaceOf } from './read-folder.ts';

const HOUR_MS = 3_600_000;

export interface OpenDaysInput {
  readonly city: CityFolder;
  readonly cityId: Id;
  readonly days: readonly CivilDay[];
}

/**
 * Gives days their shifts and everyone's test of the evening before; days that have them stay as they are. Colours are
 * given once, with the city's first day, because a later green would undo a code that has turned since.
 */
export async function openDays(tx: ActionTx, { city, cityId, days }: OpenDaysInput): Promise<void> {
  const namespace = namespaceOf(city);
  const midnight = (day: CivilDay) => startOfDay(day, city.manifest.timeZone).getTime();
  const instant = (ms: number) => new Date(ms).toISOString();

  const shifts = days.flatMap((day) =>
    city.rows.shifts.map(({ from, to, ...whose }, index) => ({
      ...whose,
      id: shiftId(namespace, day, index),
      fromAt: clockTime(day, from, city.manifest.timeZone).toISOString(),
      toAt: clockTime(day, to, city.manifest.timeZone).toISOString(),
    })),
  );
  await inChunks(
    tx,
    shifts,
    (chunk) => sql`
    insert into shifts (id, city_id, rider_id, vehicle_id, from_at, to_at)
    select id, ${cityId}::uuid, "riderId", "vehicleId", "fromAt", "toAt"
    from ${chunk} as r(id uuid, "riderId" uuid, "vehicleId" uuid, "fromAt" timestamptz, "toAt" timestamptz)
    on conflict (id) do nothing`,
  );

  const tests = days.flatMap((day) =>
    city.rows.health.map(({ riderId, testedBeforeH }, index) => ({
      id: derivedId(namespace, `tests ${day}`, index),
      riderId,
      kind: 'test',
      validFrom: instant(midnight(day) - testedBeforeH * HOUR_MS),
    })),
  );
  const opening = days[0];
  const codes = city.rows.health.map(({ id, riderId, colour, colourBeforeH, colourForH }) => ({
    id,
    riderId,
    kind: 'code',
    colour,
    validFrom: instant(midnight(opening ?? '') - colourBeforeH * HOUR_MS),
    validTo: instant(midnight(opening ?? '') + colourForH * HOUR_MS),
  }));
  await inChunks(
    tx,
    opening === undefined ? [] : [...codes, ...tests],
    (chunk) => sql`
    insert into health_facts (id, city_id, rider_id, kind, colour, valid_from, valid_to, recorded_at)
    select id, ${cityId}::uuid, "riderId", kind, colour, "validFrom", "validTo", "validFrom"
    from ${chunk} as r(id uuid, "riderId" uuid, kind text, colour text, "validFrom" timestamptz, "validTo" timestamptz)
    on conflict (id) do nothing`,
  );
}

/** Shifts of a day come all in one transaction, so that the first one tells of all, and of the tests with them. */
export function shiftId(namespace: string, day: CivilDay, ordinal: number): Id {
  return derivedId(namespace, `shifts ${day}`, ordinal);
}

/** A shift may end at 24:00, which clocks show as the next day's 00:00. */
function clockTime(day: CivilDay, time: string, timeZone: string): Date {
  return time === '24:00' ? startOfDay(daysAfter(day, 1), timeZone) : instantAt(day, time, timeZone);
}
