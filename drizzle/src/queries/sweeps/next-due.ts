import { sql } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import { rows } from '../../database/rows.ts';

/** The earliest instant in `(after, to]` at which a sweep has something to do: a wave, a zone that starts or ends, a code that runs out on the road. */
export async function nextDue(db: Reader, { after, to }: { after: Date; to: Date }): Promise<Date | null> {
  const [row] = await rows<{ at: string | null }>(
    db,
    sql`
      select min(at)::text as at from (
        select next_wave_at as at from cities
        union all select valid_from from zones where law_version_from is null and withdrawn_at is null
        union all select valid_to from zones where law_version_to is null and withdrawn_at is null
        union all select health_facts.valid_to from health_facts
          join routes on routes.rider_id = health_facts.rider_id and routes.state in ('planned', 'running')
      ) as due
      where at > ${after.toISOString()}::timestamptz and at <= ${to.toISOString()}::timestamptz`,
  );
  return row?.at ? new Date(row.at) : null;
}
