import { describe, expect, it } from 'vitest';
import { check } from '../../judge/check.ts';
import { solve } from '../../solve.ts';
import { vroomAnswer } from './vroom-answer.ts';
import { readVroomInput } from './vroom-input.ts';
import { vroomProblem } from './vroom-problem.ts';

/** Four places on a line, 100 seconds apart. */
const durations = [0, 1, 2, 3].map((from) => [0, 1, 2, 3].map((to) => 100 * Math.abs(from - to)));
const request = {
  vehicles: [{ id: 7, start_index: 0, end_index: 0, capacity: [2], skills: [1], time_window: [0, 2000] }],
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
    { id: 12, location_index: 3, delivery: [1], skills: [1] },
    { id: 13, location_index: 2, delivery: [1], skills: [2] },
  ],
  matrices: { car: { durations } },
};

describe('VROOM requests', () => {
  it('are planned and answered in the shape of VROOM', () => {
    const input = readVroomInput(JSON.stringify(request));
    const problem = vroomProblem(input);
    const solution = solve(problem, { seed: 1, budget: { iterations: 50 } });
    expect(check(problem, solution)).toEqual([]);
    // To place 3 and home, past place 1: 600 seconds; nobody has skill 2.
    expect(vroomAnswer(input, problem, solution)).toMatchObject({
      code: 0,
      summary: { cost: 600, routes: 1, unassigned: 1, service: 10, duration: 600 },
      unassigned: [{ id: 13, type: 'job', location_index: 2 }],
      routes: [
        { vehicle: 7, cost: 600, steps: [{ type: 'start' }, { type: 'job' }, { type: 'job' }, { type: 'end' }] },
      ],
    });
  });

  it('that ask for what is not supported are refused by name', () => {
    const refused = (change: object) => () => readVroomInput(JSON.stringify({ ...request, ...change }));
    expect(refused({ shipments: [{}] })).toThrow('shipments is not supported');
    expect(refused({ jobs: [{ id: 1, location_index: 0, pickup: [1] }] })).toThrow('jobs[0].pickup is not supported');
    expect(refused({ vehicles: [{ id: 1, start_index: 0 }] })).toThrow('vehicles[0].end_index is undefined');
    expect(refused({ vehicles: [{ id: 1, start_index: 0, end_index: 0, breaks: [] }] })).toThrow('vehicles[0].breaks');
    expect(refused({ matrices: { car: { durations: [[0], [1]] } } })).toThrow('matrices.car.durations is not a square');
  });
});
