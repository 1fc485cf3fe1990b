import { sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../database/rows.ts';
import { sqlStateOf } from '../../database/sql-state.ts';
import { asOwner, type Engine, openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { fromEwkbHex, toEwkbHex } from './ewkb.ts';
import { lineString, multiPolygon, point } from './geometry.ts';
import { instant } from './instant.ts';
import { ltree } from './ltree.ts';

const shapes = pgTable('column_shapes', {
  name: text().notNull(),
  at: point(),
  way: lineString(),
  area: multiPolygon(),
  path: ltree(),
  seen: instant(),
});

const CHECK_VIOLATION = '23514';
const INVALID_PARAMETER = '22023';
const lngLat = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }));

/** Our own column types must store and give back the same values on both engines. */
export function columnsContract(engine: Engine): void {
  describe(`columns on ${engine}`, () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await openTestDatabase(engine);
      await asOwner(
        database,
        `create table column_shapes (name text, at geometry(Point,4326), way geometry(LineString,4326),
           area geometry(MultiPolygon,4326) check (ST_IsValid(area)), path ltree, seen timestamptz)`,
      );
    });
    afterEach(() => database.reset());
    afterAll(async () => {
      await asOwner(database, 'drop table column_shapes');
      await database.close();
    });

    const written = {
      name: 'all',
      at: [114.0579, 22.5431],
      way: [
        [114, 22],
        [114.1, 22.1],
        [114.2, 22.05],
      ],
      area: [
        [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 4],
            [0, 0],
          ],
          [
            [1, 1],
            [1, 2],
            [2, 2],
            [2, 1],
            [1, 1],
          ],
        ],
      ],
      path: 'cn.gd.sz.futian',
      seen: new Date('2022-04-01T08:00:00.123Z'),
    } as const;

    it('gives back what was written', async () => {
      await database.transaction((tx) => tx.insert(shapes).values(written));
      expect(await database.read((db) => db.select().from(shapes))).toEqual([written]);
    });

    it('stores WGS-84, longitude first, exactly', async () => {
      const places = fc.sample(lngLat, { numRuns: 50, seed: 1 });
      await database.transaction((tx) => tx.insert(shapes).values(places.map((at, i) => ({ name: `${i}`, at }))));
      const read = await database.read((db) =>
        rows<{ srid: number; lng: number; lat: number }>(
          db,
          sql`select ST_SRID(at) as srid, ST_X(at) as lng, ST_Y(at) as lat from column_shapes order by name::int`,
        ),
      );
      expect(read).toEqual(places.map(([lng, lat]) => ({ srid: 4326, lng, lat })));
    });

    it('keeps nothing as nothing', async () => {
      await database.transaction((tx) => tx.insert(shapes).values({ name: 'empty' }));
      const [read] = await database.read((db) => db.select().from(shapes));
      expect(read).toEqual({ name: 'empty', at: null, way: null, area: null, path: null, seen: null });
    });

    it('compares by value in a condition', async () => {
      await database.transaction((tx) => tx.insert(shapes).values(written));
      const near = sql`ST_DWithin(${shapes.at}::geography, ${sql.param(written.at, shapes.at)}::geometry::geography, 1)`;
      expect(await database.read((db) => db.select({ name: shapes.name }).from(shapes).where(near))).toEqual([
        { name: 'all' },
      ]);
    });

    it('refuses a polygon that crosses itself, and another datum', async () => {
      const bowTie = [
        [
          [
            [0, 0],
            [4, 4],
            [4, 0],
            [0, 4],
            [0, 0],
          ],
        ],
      ] as const;
      const crossing = database.transaction((tx) => tx.insert(shapes).values({ name: 'bow', area: bowTie }));
      expect(sqlStateOf(await crossing.catch((error: unknown) => error))).toBe(CHECK_VIOLATION);
      const other = asOwner(database, `insert into column_shapes (at) values ('SRID=3857;POINT(1 2)')`);
      expect(sqlStateOf(await other.catch((error: unknown) => error))).toBe(INVALID_PARAMETER);
    });
  });
}

/** The encoder alone. */
export function ewkbProperties(): void {
  describe('EWKB', () => {
    const ring = fc.array(lngLat, { minLength: 4, maxLength: 8 });
    const geometry = fc.oneof(
      fc.record({ type: fc.constant('Point' as const), coordinates: lngLat }),
      fc.record({ type: fc.constant('LineString' as const), coordinates: fc.array(lngLat, { minLength: 2 }) }),
      fc.record({
        type: fc.constant('MultiPolygon' as const),
        coordinates: fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      }),
    );

    it('decodes every geometry to what was encoded', () => {
      fc.assert(
        fc.property(geometry, (shape) => {
          expect(fromEwkbHex(toEwkbHex(shape))).toEqual(shape);
        }),
      );
    });

    it('reads the other byte order', () => {
      // POINT(1 2) as a big-endian machine writes it.
      const hex = '0020000001000010E63FF00000000000004000000000000000';
      expect(fromEwkbHex(hex)).toEqual({ type: 'Point', coordinates: [1, 2] });
    });
  });
}
