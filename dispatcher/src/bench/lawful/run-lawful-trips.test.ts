import { expect, it } from 'vitest';
import { lawfulEngine } from '../../routing/lawful-engine.ts';
import { streetEngine, streetsOf } from '../../routing/streets/street-engine.ts';
import { gridTown } from '../../routing/testing/grid-town.ts';
import { missedBars, runLawfulTrips } from './run-lawful-trips.ts';

it('on a generated town every leg is lawful and 95 of 100 possible ones are found', async () => {
  const network = gridTown({ columns: 30, rows: 30, seed: 5, blockM: 45 });
  const engine = lawfulEngine({ engines: [], streets: streetEngine(streetsOf(network)) });
  const figures = await runLawfulTrips({ network, engine, trips: 60, zones: 20, seed: 1, radiusM: [60, 140] });
  expect(missedBars(figures)).toEqual([]);
  expect(figures.map((of) => of.trips)).toEqual([60, 60, 60, 60]);
}, 60_000);

it('the bars are not blind', () => {
  const figures = {
    travellerClass: 'mannedVehicle',
    trips: 100,
    routesWithoutLaw: 100,
    crossedWithoutLaw: 49,
    openPaths: 100,
    lawfulOfOpen: 94,
    lawful: 94,
    unlawfulLegs: 1,
    otherLaw: 1,
    lawVersions: 1,
    withoutReason: 1,
    reasons: {},
    engines: {},
    legMsP50: 1,
    legMsP95: 1,
  };
  expect(missedBars([figures])).toHaveLength(5);
});
