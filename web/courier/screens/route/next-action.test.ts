import { describe, expect, it } from 'vitest';
import { drivenStops, nextAction } from './next-action.ts';
import { routeOf } from './route.fixture.ts';
import { knownOf, routeChange } from './route-change.ts';

const departedAt = '2022-04-01T02:01:00.000Z';

describe('what a courier does next', () => {
  it('is to take, depart, arrive, serve, and go home', () => {
    expect(nextAction(routeOf())).toMatchObject({ kind: 'take', trip: { id: 't1' } });
    expect(nextAction(routeOf({ trip: 'running' }))).toMatchObject({
      kind: 'depart',
      leg: { id: 'l1' },
      stop: { id: 's1' },
    });
    expect(nextAction(routeOf({ trip: 'running', leg: { departedAt } }))).toMatchObject({ kind: 'arrive' });
    expect(nextAction(routeOf({ stop: { state: 'arrived' }, leg: { status: 'driven' } }))).toMatchObject({
      kind: 'serve',
    });
    const served = routeOf({ trip: 'running', stop: { state: 'done' }, leg: { status: 'driven' } });
    expect(nextAction(served)).toMatchObject({ kind: 'depart', leg: { id: 'l2' }, stop: undefined });
  });

  it('is to drive to the source first where the trip begins elsewhere', () => {
    expect(nextAction(routeOf({ leg: { fromKind: 'riderBase' } }))).toMatchObject({ kind: 'depart' });
    expect(nextAction(routeOf({ leg: { line: [[114.1, 22.6]] } }))).toMatchObject({ kind: 'depart' });
  });

  it('is nothing on a halted route or a done one', () => {
    expect(nextAction({ ...routeOf(), state: 'halted' })).toEqual({ kind: 'halted' });
    expect(nextAction({ ...routeOf(), trips: [] })).toEqual({ kind: 'done' });
  });

  it('leaves out stops that a later plan took away', () => {
    expect(drivenStops(routeOf({ stop: { state: 'superseded' } }))).toEqual([]);
  });
});

describe('a change of the route', () => {
  it('is told when others made it and not when the courier did', () => {
    const before = knownOf([routeOf()]);
    expect(routeChange(before, knownOf([routeOf({ stop: { state: 'done' } })]))).toBeUndefined();
    expect(routeChange(before, knownOf([]))).toBeUndefined();
    const other = knownOf([routeOf({ stop: { id: 's2' } })]);
    expect(routeChange(before, other)).toEqual({ added: 1, removed: 1, law: false });
    expect(routeChange(before, knownOf([{ ...routeOf(), lawVersion: 2 }]))).toEqual({
      added: 0,
      removed: 0,
      law: true,
    });
  });
});
