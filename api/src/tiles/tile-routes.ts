import type { Database } from '@baogong/drizzle/database/port';
import { streetLines } from '@baogong/drizzle/queries/streets/street-lines';
import type { Id } from '@baogong/drizzle/rules/ids';
import { readTile } from '../contract/map.ts';
import type { Deps } from '../deps.ts';
import { accountOf } from '../reply/account-of.ts';
import { router } from '../reply/router.ts';
import { type StreetIndex, streetIndex } from './street-index.ts';

const CITIES_MAX = 4;
const MAX_AGE_S = 3_600;

export function tileRoutes({ database }: Deps) {
  const indexes = indexCache(database);
  return router().openapi(readTile, async (c) => {
    const index = await indexes(accountOf(c).cityId);
    const tile = index.tile(c.req.valid('param'));
    c.header('Cache-Control', `private, max-age=${MAX_AGE_S}`);
    if (!tile) return c.body(null, 204);
    return c.body(tile, 200, { 'content-type': 'application/vnd.mapbox-vector-tile' });
  });
}

/** Streets never change under a city, so each city is indexed once; the one that was asked for longest ago makes room. */
function indexCache(database: Database): (cityId: Id) => Promise<StreetIndex> {
  const kept = new Map<Id, Promise<StreetIndex>>();
  return (cityId) => {
    const known = kept.get(cityId) ?? database.read((db) => streetLines(db, { cityId })).then(streetIndex);
    known.catch(() => kept.delete(cityId));
    kept.delete(cityId);
    kept.set(cityId, known);
    const [oldest] = kept.keys();
    if (kept.size > CITIES_MAX && oldest) kept.delete(oldest);
    return known;
  };
}
