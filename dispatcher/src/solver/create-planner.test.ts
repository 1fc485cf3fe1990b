import { describe, expect, it } from 'vitest';
import { at } from './at.ts';
import { createPlanner } from './create-planner.ts';
import { check } from './judge/check.ts';
import { confirmReasons } from './judge/confirm-reasons.ts';
import type { PlannerEvent } from './planner-event.ts';
import { randomProblem } from './testing/random-problem.ts';
import { tinyProblem } from './testing/tiny-problem.ts';

const short = { iterations: 20 };

describe('createPlanner', () => {
  it('answers every event with a valid plan whose reasons hold', () => {
    const problem = randomProblem({ seed: 3, stops: 25, vehicles: 5, depots: 2, hardship: 0.3 });
    const planner = createPlanner(problem, { seed: 1, budget: short });
    const added = { ...at(problem.stops, 0), id: 'late one', pin: { level: 'free' } as const };
    const events: PlannerEvent[] = [
      { kind: 'add', stop: added },
      { kind: 'cancel', stop: 'stop 4' },
      { kind: 'delay', stop: 'stop 6', releaseS: 9000 },
      { kind: 'move', stop: 'stop 7', place: at(problem.stops, 9).place },
      { kind: 'commit', vehicle: 'vehicle 1', visits: 1 },
      { kind: 'closeZone', stops: ['stop 10', 'stop 11'], vehicles: ['vehicle 0', 'vehicle 2'] },
      { kind: 'loseVehicle', vehicle: 'vehicle 3' },
    ];
    for (const event of events) {
      const solution = planner.replan([event], short);
      expect(check(planner.problem(), solution)).toEqual([]);
      expect(confirmReasons(planner.problem(), solution)).toEqual([]);
    }
  });

  it('leaves a committed beginning of a trip as it is', () => {
    const problem = tinyProblem({ stops: [{ place: 3 }, { place: 1 }, { place: 2 }] });
    const planner = createPlanner(problem, { seed: 1, budget: short });
    const before = at(at(planner.solution().routes, 0).trips, 0).visits.map(({ stop }) => stop);
    planner.replan([{ kind: 'commit', vehicle: 'v0', visits: 2 }], short);
    const stop = { ...at(problem.stops, 0), id: 'near', place: 1 };
    const after = planner.replan([{ kind: 'add', stop }], short);
    expect(
      at(at(after.routes, 0).trips, 0)
        .visits.slice(0, 2)
        .map((visit) => visit.stop),
    ).toEqual(before.slice(0, 2));
  });

  it('takes a stop out and puts it back where it was, and tells few other drivers of it', () => {
    const problem = randomProblem({ seed: 5, stops: 120, vehicles: 30, depots: 2, hardship: 0.2 });
    const planner = createPlanner(problem, { seed: 1, budget: { iterations: 200 } });
    const daysWithout = (id: string) =>
      new Map(
        planner.solution().routes.map(({ vehicle, trips }) => {
          const ids = trips.flatMap(({ visits }) => visits.map(({ stop }) => at(planner.problem().stops, stop).id));
          return [vehicle, ids.filter((each) => each !== id).join()];
        }),
      );
    for (const stop of problem.stops.filter(({ pin }) => pin.level === 'free').slice(0, 20)) {
      for (const event of [
        { kind: 'cancel', stop: stop.id },
        { kind: 'add', stop },
      ] as const) {
        const before = daysWithout(stop.id);
        planner.replan([event], { iterations: 50 });
        const after = daysWithout(stop.id);
        const changed = problem.vehicles.filter(
          (_, vehicle) => (before.get(vehicle) ?? '') !== (after.get(vehicle) ?? ''),
        );
        expect(changed.length).toBeLessThanOrEqual(3);
      }
    }
  });

  it('keeps everything as it was where one of several events cannot be taken in', () => {
    const problem = tinyProblem({ stops: [{}, {}] });
    const planner = createPlanner(problem, { seed: 1, budget: short });
    const before = planner.solution();
    const wrong: PlannerEvent = { kind: 'add', stop: { ...at(problem.stops, 0), id: 'wrong', serviceS: -1 } };
    expect(() => planner.replan([{ kind: 'cancel', stop: 's0' }, wrong], short)).toThrow(
      'stops[1] (wrong).serviceS is -1',
    );
    expect(planner.problem()).toBe(problem);
    expect(planner.solution()).toBe(before);
  });

  it('plans a pure town anew when a vehicle is lost, on the fast core', () => {
    const places = Array.from({ length: 80 }, (_, index) => ({ place: 1 + (index % 11), loads: Int32Array.of(1) }));
    const problem = tinyProblem({ stops: places, vehicles: Array.from({ length: 10 }, () => ({ tripsMax: 1 })) });
    const planner = createPlanner(problem, { seed: 1, budget: { iterations: 200 } });
    const lost = at(planner.solution().routes, 0).vehicle;
    const solution = planner.replan([{ kind: 'loseVehicle', vehicle: `v${lost}` }], { iterations: 20_000 });
    expect(check(planner.problem(), solution)).toEqual([]);
    expect(solution.routes.some(({ vehicle }) => vehicle === lost)).toBe(false);
    expect(solution.unserved).toEqual([]);
  });

  it('keeps the hour of a committed trip, whatever joins it', () => {
    const problem = tinyProblem({ stops: [{ place: 3 }, { place: 5 }], vehicles: [{}, {}] });
    const planner = createPlanner(problem, { seed: 1, budget: short });
    const [route] = planner.solution().routes;
    const trip = at(route?.trips ?? [], 0);
    planner.replan([{ kind: 'commit', vehicle: `v${route?.vehicle}`, visits: 1 }], short);
    const late = { ...at(problem.stops, 1), id: 'late', place: 4, releaseS: 3000 };
    const after = planner.replan([{ kind: 'add', stop: late }], { iterations: 200 });
    expect(after.unserved).toEqual([]);
    const same = after.routes.find(({ vehicle }) => vehicle === route?.vehicle)?.trips[0];
    expect(same?.departS).toBe(trip.departS);
    expect(same?.visits[0]).toEqual(trip.visits[0]);
    expect(check(planner.problem(), after)).toEqual([]);
    expect(confirmReasons(planner.problem(), after)).toEqual([]);
  });

  it('commits the trip that is the first once a cancelled stop has emptied the one before it', () => {
    const full = Int32Array.of(10);
    const problem = tinyProblem({ stops: [{ loads: full }, { loads: full }] });
    const planner = createPlanner(problem, { seed: 1, budget: short });
    const visits = at(planner.solution().routes, 0).trips.map((trip) => at(problem.stops, at(trip.visits, 0).stop).id);
    expect(visits).toHaveLength(2);
    planner.replan(
      [
        { kind: 'cancel', stop: at(visits, 0) },
        { kind: 'commit', vehicle: 'v0', visits: 1 },
      ],
      short,
    );
    expect(planner.problem().stops.map(({ id, pin }) => [id, pin.level])).toEqual([[at(visits, 1), 'sequence']]);
  });

  it('names an id that it does not know', () => {
    const planner = createPlanner(tinyProblem({ stops: [{}] }), { seed: 1, budget: short });
    expect(() => planner.replan([{ kind: 'cancel', stop: 'nobody' }], short)).toThrow('stop is nobody');
  });
});
