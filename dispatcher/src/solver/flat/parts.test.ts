import { expect, it } from 'vitest';
import { randomInstance } from '../testing/random-instance.ts';
import { traitsOf } from './core.ts';
import { partsOfLarge, partsOfPlan } from './parts.ts';

const clock = { roundsMax: 1000, limitS: 10, usedS: () => 0 };
const plain = { seed: 1, types: 1, depots: 1, windows: true };
const parts = (options: Parameters<typeof randomInstance>[0], rounds: number) => {
  const instance = randomInstance(options);
  return partsOfPlan(instance, traitsOf(instance), rounds);
};

it('a plan goes on part by part above 500 clients with 200 rounds for each, in smaller parts round several depots', () => {
  expect(parts({ ...plain, clients: 501 }, 200)).toEqual({ clientsMax: 350, cuts: 12 });
  expect(parts({ ...plain, clients: 501, types: 2, depots: 3 }, 200)).toEqual({
    clientsMax: 250,
    cuts: 12,
  });
  expect(parts({ ...plain, clients: 500 }, 200)).toBeNull();
  expect(parts({ ...plain, clients: 501 }, 199)).toBeNull();
});

it('no plan does of one type without windows, or whose vehicles reload or may not go everywhere, or that has no map', () => {
  expect(parts({ ...plain, clients: 501, windows: false }, 1000)).toBeNull();
  expect(parts({ ...plain, clients: 501, reloads: true }, 1000)).toBeNull();
  expect(parts({ ...plain, clients: 501, types: 3, restricted: true }, 1000)).toBeNull();
  expect(parts({ ...plain, clients: 501, asymmetric: true }, 1000)).toBeNull();
});

it('above 2,000 clients no instance is looked at as a whole', () => {
  expect(partsOfLarge(randomInstance({ ...plain, clients: 2001 }), clock)).toEqual({ clientsMax: 700, cuts: 4 });
  expect(partsOfLarge(randomInstance({ ...plain, clients: 2000 }), clock)).toBeNull();
});
