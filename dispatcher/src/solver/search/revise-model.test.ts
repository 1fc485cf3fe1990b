import { expect, it } from 'vitest';
import { at } from '../at.ts';
import { type PlannerEvent, type Resident, take } from '../planner-event.ts';
import { randomProblem } from '../testing/random-problem.ts';
import { buildModel } from './model.ts';
import { below, createRandom } from './random.ts';

// With fewer stops than a list of neighbours holds, lists are whole, and so equal to those of a model built anew.
it('a model revised event by event is the model of its problem', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = createRandom(seed);
    const problem = randomProblem({ seed, stops: 25, vehicles: 5, depots: 2, hardship: 0.4 });
    let resident: Resident = { model: buildModel(problem), routes: [], touched: new Set() };
    for (let step = 0; step < 30; step++) {
      resident = take(resident, randomEvent(resident, step));
      const { jobs: _, placeOf: __, jobsOfStop: ___, ...revised } = resident.model;
      const { jobs: ____, placeOf: _____, jobsOfStop: ______, ...anew } = buildModel(resident.model.problem);
      expect(revised).toEqual(anew);
    }

    function randomEvent({ model }: Resident, step: number): PlannerEvent {
      const { stops, vehicles } = model.problem;
      const stop = at(stops, below(random, stops.length));
      const vehicle = at(vehicles, below(random, vehicles.length)).id;
      switch (below(random, 6)) {
        case 0:
          return { kind: 'add', stop: { ...stop, id: `new ${step}`, pin: { level: 'free' } } };
        case 1:
          return { kind: 'cancel', stop: stop.id };
        case 2:
          return { kind: 'delay', stop: stop.id, releaseS: below(random, 9000) };
        case 3:
          return { kind: 'move', stop: stop.id, place: at(stops, below(random, stops.length)).place };
        case 4:
          return { kind: 'closeZone', stops: [stop.id], vehicles: [vehicle] };
        default:
          return { kind: 'loseVehicle', vehicle };
      }
    }
  }
});
