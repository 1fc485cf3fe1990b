import { describe, expect, it } from 'vitest';
import { check } from '../../judge/check.ts';
import { solve } from '../../solve.ts';
import { vroomAnswer } from './vroom-answer.ts';
import { readVroomInput } from './vroom-input.ts';
import { vroomProblem } from './vroom-problem.ts';

/** Four places on a line, 100 seconds apart. */
const durations = [0, 1, 2, 3].map((from) => [0, 1, 2, 3].map((to) => 100 * Math.abs(from - to)));
const vehicle = { id: 7, start_index: 0, end_index: 0, capacity: [2], skills: [1], time_window: [0, 2000] };
const request = {
  vehicles: [vehicle],
  jobs: [
    {
      id: 11,
      location_index: 1,
      delivery: [1],
      service: 10,
      time_windows: [
        [0, 150],
        [900, 1000],
      ],
    },
    { id: 12, location_index: 3, delivery: [1], skills: [1], time_windows: [[0, 500]] },
    { id: 13, location_index: 2, delivery: [1], skills: [2] },
  ],
  matrices: { car: { durations } },
};

function answerTo(change: object) {
  const input = readVroomInput(JSON.stringify({ ...request, ...change }));
  const problem = vroomProblem(input);
  const solution = solve(problem, { seed: 1, budget: { iterations: 50 } });
  expect(check(problem, solution)).toEqual([]);
  return vroomAnswer(input, problem, solution);
}

describe('VROOM requests', () => {
  it('are planned and answered in the shape of VROOM', () => {
    // To place 3 and home, past place 1: 600 seconds; nobody has skill 2.
    expect(answerTo({})).toMatchObject({
      code: 0,
      summary: { cost: 600, routes: 1, unassigned: 1, service: 10, duration: 600 },
      unassigned: [{ id: 13, type: 'job', location_index: 2 }],
      routes: [
        { vehicle: 7, cost: 600, steps: [{ type: 'start' }, { type: 'job' }, { type: 'job' }, { type: 'end' }] },
      ],
    });
  });

  it('have their breaks taken where the vehicle stands, as steps of their own', () => {
    const lunch = { id: 5, description: 'lunch', service: 60, time_windows: [[200, 300]] };
    const early = { id: 4, time_windows: [[0, 50]], service: 20 };
    // 20 s of rest at once; job 11 at 120 to 130; the way to job 12 would end at 330, too late for lunch, so it is taken first.
    expect(answerTo({ vehicles: [{ ...vehicle, breaks: [lunch, early] }] })).toMatchObject({
      summary: { service: 90, waiting_time: 70 },
      routes: [
        {
          steps: [
            { type: 'start', arrival: 0, load: [2] },
            { type: 'break', id: 4, arrival: 0, waiting_time: 0, service: 20, duration: 0, load: [2] },
            { type: 'job', id: 11, arrival: 120, load: [1] },
            { type: 'break', id: 5, description: 'lunch', arrival: 130, waiting_time: 70, service: 60, duration: 100 },
            { type: 'job', id: 12, arrival: 460, duration: 300, load: [0] },
            { type: 'end', arrival: 760, duration: 600 },
          ],
        },
      ],
    });
  });

  it('have no longer travel than they allow', () => {
    const short = { vehicles: [{ ...vehicle, max_travel_time: 599 }] };
    expect(answerTo(short)).toMatchObject({ summary: { cost: 200, unassigned: 2 } });
  });

  it('may tell times since 1970', () => {
    const morningS = 1_775_000_000;
    const jobs = [{ id: 1, location_index: 1, time_windows: [[morningS, morningS + 60]] }];
    const vehicles = [{ ...vehicle, time_window: [morningS - 1000, morningS + 1000] }];
    const [start, job, end] = [{ arrival: morningS - 1000 }, { arrival: morningS - 900, waiting_time: 900 }, {}];
    expect(answerTo({ jobs, vehicles })).toMatchObject({ routes: [{ steps: [start, job, end] }] });
  });

  const [job] = request.jobs;
  const lunch = { id: 5, time_windows: [[200, 300]], service: 60 };
  const withJob = (change: object) => ({ jobs: [{ ...job, ...change }] });
  const withVehicle = (change: object) => ({ vehicles: [{ ...vehicle, ...change }] });
  const withBreak = (change: object) => withVehicle({ breaks: [{ ...lunch, ...change }] });
  const refused: readonly [string, object][] = [
    ['shipments is not supported', { shipments: [{}] }],
    ['jobs[0].pickup is not supported', withJob({ pickup: [1] })],
    ['jobs[0].setup is not supported', withJob({ setup: 1 })],
    ['jobs[0].location_index is 4; accepted is a whole number from 0 to 3', withJob({ location_index: 4 })],
    ['jobs[0].delivery[0] is -1; accepted is a whole number', withJob({ delivery: [-1] })],
    ['jobs[0].delivery[0] is null; accepted is a whole number', withJob({ delivery: [Number.NaN] })],
    ['jobs[0].service is 1.5; accepted is a whole number', withJob({ service: 1.5 })],
    ['jobs[0].priority is 101; accepted is a whole number from 0 to 100', withJob({ priority: 101 })],
    [
      'jobs[0].time_windows[0] is [90,50]; accepted is an end that is not before',
      withJob({ time_windows: [[90, 50]] }),
    ],
    [
      'jobs[0].time_windows[1] begins at 50; accepted are rising windows',
      withJob({
        time_windows: [
          [0, 50],
          [50, 90],
        ],
      }),
    ],
    ['vehicles[0].end_index is missing', { vehicles: [{ id: 1, start_index: 0 }] }],
    ['vehicles[0].max_tasks is not supported', withVehicle({ max_tasks: 3 })],
    ['vehicles[0].speed_factor is not supported', withVehicle({ speed_factor: 2 })],
    ['vehicles[0].max_travel_time is -1; accepted is a whole number', withVehicle({ max_travel_time: -1 })],
    ['vehicles[0].costs.per_task_hour is not supported', withVehicle({ costs: { per_task_hour: 1 } })],
    ['vehicles[0].costs.per_hour is 0.5; accepted is a whole number', withVehicle({ costs: { per_hour: 0.5 } })],
    ['vehicles[0].breaks[0].max_load is not supported', withBreak({ max_load: [1] })],
    ['vehicles[0].breaks[0].time_windows is missing; accepted is one window', withBreak({ time_windows: undefined })],
    [
      'vehicles[0].breaks[0].time_windows is [[0,1],[5,9]]; accepted is one window',
      withBreak({
        time_windows: [
          [0, 1],
          [5, 9],
        ],
      }),
    ],
    [
      'vehicles[0].breaks with id 6 may begin at 360; accepted is 361, after the one before',
      withVehicle({ breaks: [lunch, { id: 6, time_windows: [[360, 400]] }] }),
    ],
    ['matrices.car.durations is not a square', { matrices: { car: { durations: [[0], [1]] } } }],
    ['matrices.car.distances is not a square', { matrices: { car: { durations, distances: [[0]] } } }],
    ['matrices have 4, 1 rows', { matrices: { car: { durations }, bike: { durations: [[0]] } } }],
    ['matrices is missing; accepted is an object', { matrices: undefined }],
    // 2 ** 32 − 1 would be −1, no way at all, in 32 bits.
    [
      'matrices.car.durations has 4294967295; accepted is a whole',
      { matrices: { car: { durations: [[2 ** 32 - 1]] } } },
    ],
    ['jobs[1].id is 11; accepted is an id that no other has', { jobs: [job, job] }],
    ['vehicles[1].id is 7; accepted is an id that no other has', { vehicles: [vehicle, vehicle] }],
    ['vehicles is []; accepted is a list of at least one', { vehicles: [] }],
    ['jobs[0].delivery has 2 numbers; accepted are 1 as in the others', withJob({ delivery: [1, 1] })],
  ];

  it.each(refused)('are refused by name: %s', (message, change) => {
    expect(() => readVroomInput(JSON.stringify({ ...request, ...change }))).toThrow(message);
  });

  it('leave no job out because its vehicle is dear', () => {
    const dear = { ...vehicle, costs: { fixed: 1_000_000 } };
    // 1,000,000 for the vehicle and 600 for the way.
    expect(answerTo({ vehicles: [dear] })).toMatchObject({ summary: { cost: 1_000_600, unassigned: 1 } });
    const tooDear = { ...vehicle, costs: { fixed: 50_000_000 } };
    const urgent = { ...job, priority: 100 };
    expect(() => answerTo({ vehicles: [tooDear], jobs: [urgent] })).toThrow('vehicles.costs let a job cost 50000600');
  });

  it('find no matrix by the name of what every object has', () => {
    const odd = { ...vehicle, profile: 'toString' };
    expect(() => answerTo({ vehicles: [odd] })).toThrow('matrices.toString is missing');
  });

  it('are refused where they are no JSON', () => {
    expect(() => readVroomInput('NAME: tiny')).toThrow('request begins with "NAME: tiny"; accepted is JSON');
  });
});
