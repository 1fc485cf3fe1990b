import type { Leg, Route, Stop } from '../../../shared/api/types.ts';

const at = '2022-04-01T02:00:00.000Z';
const home: [number, number] = [114.03, 22.53];
const away: [number, number] = [114.04, 22.54];

export function stopOf(change: Partial<Stop> = {}): Stop {
  return {
    id: 's1',
    seq: 1,
    mode: 'self',
    state: 'planned',
    place: { kind: 'dropPoint', id: 'd1', nameZh: '上沙投放点', nameEn: 'Shangsha drop point', point: away },
    arrivesAt: at,
    departsAt: at,
    boxes: [{ id: 'b1', orderId: 'o1', label: '1栋 101 #1', state: 'packed', active: true }],
    ...change,
  };
}

export function legOf(change: Partial<Leg> = {}): Leg {
  return {
    id: 'l1',
    seq: 1,
    status: 'planned',
    purpose: 'supply',
    fromKind: 'warehouse',
    toKind: 'dropPoint',
    stopId: 's1',
    line: [home, away],
    startsAt: at,
    endsAt: at,
    lawVersion: 1,
    ...change,
  };
}

const back = legOf({
  id: 'l2',
  seq: 2,
  fromKind: 'dropPoint',
  toKind: 'warehouse',
  stopId: undefined,
  line: [away, home],
});

/** One trip: warehouse, one stop, and back. */
export function routeOf(
  change: { stop?: Partial<Stop>; leg?: Partial<Leg>; trip?: 'planned' | 'running' } = {},
): Route {
  return {
    id: 'r1',
    state: 'running',
    travellerClass: 'outsideRider',
    profile: 'ebike',
    lawVersion: 1,
    trips: [
      {
        id: 't1',
        seq: 1,
        state: change.trip ?? 'planned',
        source: { kind: 'warehouse', id: 'w1', nameZh: '沙头街道仓', nameEn: 'Shatou warehouse', point: home },
        departsAt: at,
        returnsAt: at,
        stops: [stopOf(change.stop)],
        legs: [legOf(change.leg), back],
      },
    ],
  };
}
