import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import type { Id } from '@baogong/drizzle/rules/ids';
import { sql } from 'drizzle-orm';
import { lawKeyOf } from '../../routing/law-key.ts';
import type { TravelLaw } from '../../routing/travel-law.ts';

/** Watches what OSRM answers and asks the keeper's records whether it was made under the law that was asked for. */
export interface LawAudit {
  readonly fetch: typeof fetch;
  /** Trips go one at a time: the last answer is the one in question. */
  keptLaw(law: TravelLaw, engine: string): Promise<boolean>;
  readonly counts: { readonly audited: number };
}

export function lawAudit({ database, cityId }: { database: Database; cityId: Id }): LawAudit {
  const laws = new Map<string, ReadonlySet<string>>();
  const counts = { audited: 0 };
  let last: string | undefined;
  return {
    counts,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const body: unknown = await response
        .clone()
        .json()
        .catch(() => undefined);
      last = typeof body === 'object' && body && 'data_version' in body ? String(body.data_version) : undefined;
      return response;
    },
    async keptLaw(law, engine) {
      if (engine !== 'osrm') return true;
      counts.audited++;
      return last !== undefined && (await lawsOf(last)).has(lawKeyOf(law));
    },
  };

  async function lawsOf(token: string): Promise<ReadonlySet<string>> {
    const known = laws.get(token);
    if (known) return known;
    const found = await database.read((db) =>
      rows<{ keys: string[] }>(
        db,
        sql`select law_keys as keys from routers where city_id = ${cityId} and token = ${token}`,
      ),
    );
    const keys = new Set(found.flatMap((row) => row.keys));
    laws.set(token, keys);
    return keys;
  }
}
