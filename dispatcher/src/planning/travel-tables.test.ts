import { at } from '@baogong/drizzle/testing/small-city';
import { expect, it } from 'vitest';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { classLaw } from './class-law.ts';
import { world } from './testing/small-world.ts';
import { streetsOnly } from './testing/street-of-houses.ts';
import { travelTables } from './travel-tables.ts';

const law = classLaw({ ...world(), travellerClass: 'mannedVehicle', ownZoneId: null });
const places = [at(0, -5), at(0), at(1), at(2), at(3)];

/** An engine that counts the pairs it is asked for. */
function counting(): { engine: LawfulEngine; pairs: () => number } {
  const streets = streetsOnly();
  let pairs = 0;
  const engine: LawfulEngine = {
    ...streets,
    matrix(query) {
      pairs += query.from.length * query.to.length;
      return streets.matrix(query);
    },
  };
  return { engine, pairs: () => pairs };
}

it('only pairs that are new under a law are asked for', async () => {
  const { engine, pairs } = counting();
  const tables = travelTables(engine);
  const asked = { profile: 'car' as const, classLaw: law, places };
  await tables.table({ ...asked, used: [0, 1, 2] });
  expect(pairs()).toBe(9);
  await tables.table({ ...asked, used: [0, 1, 2] });
  expect(pairs()).toBe(9);
  // One new place: to the four, and from the three others.
  await tables.table({ ...asked, used: [0, 1, 2, 3] });
  expect(pairs()).toBe(9 + 4 + 3);
});

it('places that nobody of this law has to do with stay unreachable, a place is always at itself', async () => {
  const { engine } = counting();
  const { durationsS } = await travelTables(engine).table({ profile: 'car', classLaw: law, places, used: [0, 1] });
  expect(durationsS[0 * 5 + 1]).toBeGreaterThan(0);
  expect([durationsS[0 * 5 + 2], durationsS[2 * 5 + 0], durationsS[2 * 5 + 2]]).toEqual([-1, -1, 0]);
});
