import { eq } from 'drizzle-orm';
import type { Reader } from '../../database/port.ts';
import type { Id } from '../../rules/ids.ts';
import { streets } from '../../schema/streets.ts';

/** A city's streets as maps draw them. */
export function streetLines(db: Reader, { cityId }: { readonly cityId: Id }) {
  return db
    .select({
      nameZh: streets.nameZh,
      highway: streets.highway,
      oneway: streets.oneway,
      car: streets.car,
      line: streets.line,
    })
    .from(streets)
    .where(eq(streets.cityId, cityId));
}
