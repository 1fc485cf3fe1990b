import type { LngLat } from '@baogong/drizzle/rules/geo';
import { expect, it } from 'vitest';
import type { RoutingEngine } from './engine.ts';
import { lawfulEngine } from './lawful-engine.ts';
import { streetEngine, streetsOf } from './streets/street-engine.ts';
import { moved, squareAround } from './testing/ascii-town.ts';
import { gridTown } from './testing/grid-town.ts';

const origin: LngLat = [121.4, 31.2];
const places = Array.from({ length: 12 }, (_, i) => moved(origin, (i * 137) % 800, (i * 251) % 800));

it('the engine in front is asked once for each pair, whatever the law, for it is asked without', async () => {
  const streets = streetEngine(streetsOf(gridTown({ columns: 9, rows: 9, seed: 2 })));
  let asked = 0;
  const front: RoutingEngine = {
    ...streets,
    capabilities: { name: 'valhalla', avoidsPolygons: true, confines: false, leaves: false },
    matrix: (query) => {
      asked += query.from.length * query.to.length;
      return streets.matrix(query);
    },
  };
  const engine = lawfulEngine({ engines: [front], streets });
  const under = (law: Parameters<typeof engine.matrix>[0]['law'], to = places) =>
    engine.matrix({ profile: 'foot', law, from: places, to });

  const free = await under({ avoid: [], enterOnly: [] }, places.slice(0, 11));
  expect(asked).toBe(12 * 11);
  await under({ avoid: [squareAround(moved(origin, 400, 400), 90)], enterOnly: [] });
  expect(asked).toBe(12 * 12);
  const again = await under({ avoid: [], enterOnly: [] }, places.slice(0, 11));
  expect(asked).toBe(12 * 12);
  expect(again.durationsS).toEqual(free.durationsS);
});
