import type { DayZone } from '@baogong/drizzle/queries/figures/day-law';
import type { DayOrder } from '@baogong/drizzle/queries/figures/day-orders';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import { type Ground, groundOf, holdsPosition } from '@baogong/drizzle/rules/polygon';
import { isStricter } from '@baogong/drizzle/rules/zone-law';
import type { LeavingEngine } from '../routing/engine.ts';

/** One law of the day: the zones that are in force together, and when. */
interface Law {
  readonly from: Date;
  readonly to: Date;
  readonly zones: readonly DayZone[];
}

const HOUR_MS = 3_600_000;

/**
 * Which orders could have been delivered: under some law in force for at least an hour between confirmation and the end of
 * the last shift, a lawful way leads from a warehouse with its goods to the household's place, or to a gate of its zone, by an autonomous
 * vehicle also to a relay in it, and from there on foot to the door while a carrier lives there. Made from the law and the network alone, never from plans.
 */
export async function deliverableOrders(
  streets: LeavingEngine,
  { orders, zones, dayEnds }: { orders: readonly DayOrder[]; zones: readonly DayZone[]; dayEnds: Date },
): Promise<Set<Id>> {
  const found = new Set<Id>();
  for (const law of lawsOf(zones, dayEnds)) {
    const asked = orders.filter((order) => isOpen(order, found) && sharedMs(law, order.placedAt) >= HOUR_MS);
    if (asked.length === 0) continue;
    const reach = await reachOf(streets, law, asked);
    for (const order of asked) if (reach(order)) found.add(order.id);
  }
  return found;
}

/** What its household took back was not there to be delivered. */
function isOpen({ id, state }: DayOrder, found: ReadonlySet<Id>): boolean {
  return state !== 'cancelled' && !found.has(id);
}

function lawsOf(zones: readonly DayZone[], dayEnds: Date): Law[] {
  const changes = [...new Set(zones.flatMap((zone) => [zone.validFrom, zone.validTo ?? dayEnds]).map(Number))];
  const instants = [0, ...changes.filter((at) => at < dayEnds.getTime()), dayEnds.getTime()].sort((a, b) => a - b);
  return instants.slice(0, -1).map((fromMs, index) => {
    const from = new Date(fromMs);
    const inForce = zones.filter((zone) => zone.validFrom <= from && (!zone.validTo || zone.validTo > from));
    const closed = inForce.filter((zone) => zone.class !== 'precaution');
    return { from, to: new Date(instants[index + 1] ?? fromMs), zones: closed };
  });
}

function sharedMs(law: Law, after: Date): number {
  return law.to.getTime() - Math.max(law.from.getTime(), after.getTime());
}

async function reachOf(
  streets: LeavingEngine,
  law: Law,
  orders: readonly DayOrder[],
): Promise<(order: DayOrder) => boolean> {
  const grounds = law.zones.map((zone) => ({ zone, ground: groundOf(zone.declared) }));
  const avoid = law.zones.map((zone) => zone.declared);
  const sources = unique(orders.flatMap((order) => order.warehouses));
  const open = unique(orders.flatMap((order) => [order.dropPoint, order.building])).filter(
    (at) => !inside(grounds, at),
  );
  const gates = law.zones.flatMap((zone) => zone.gates.map((gate) => gate.point));
  const outer = new Set<string>();
  for (const profile of ['car', 'ebike'] as const) {
    const to = unique([...open, ...gates]);
    const table = await streets.matrix({ profile, avoid, from: sources, to });
    sources.forEach((source, row) => {
      to.forEach((target, column) => {
        if ((table.durationsS[row * to.length + column] ?? -1) >= 0) outer.add(pair(source, target));
      });
    });
  }
  const relayed = await relayPairs(streets, law, sources);
  const inner = await innerPairs(streets, law, orders, grounds);

  return ({ warehouses, building, dropPoint }) => {
    const from = (reached: Set<string>, at: LngLat) => warehouses.some((warehouse) => reached.has(pair(warehouse, at)));
    const zone = innermost(grounds, building);
    if (!zone) return from(outer, dropPoint) || from(outer, building);
    const gateReached = zone.gates.filter((gate) => from(outer, gate.point));
    if (zone.class === 'restricted' && gateReached.length > 0) return true;
    const starts = [
      ...gateReached.map((gate) => gate.innerPoint),
      ...zone.relays.filter((relay) => from(relayed, relay)),
    ];
    return zone.carriers > 0 && starts.some((start) => inner.has(pair(start, building)));
  };
}

/** The zone that a home is under: of those around it the strictest, which lies within the others. */
function innermost(grounds: readonly { zone: DayZone; ground: Ground }[], home: LngLat): DayZone | undefined {
  const around = grounds.filter(({ ground }) => holdsPosition(ground, home)).map(({ zone }) => zone);
  return around.reduce<DayZone | undefined>(
    (inmost, zone) => (!inmost || isStricter(zone.class, inmost.class) ? zone : inmost),
    undefined,
  );
}

/** Ways of autonomous vehicles, who may enter a closed zone but not cross it, to the relays. */
async function relayPairs(streets: LeavingEngine, law: Law, from: readonly LngLat[]): Promise<Set<string>> {
  const found = new Set<string>();
  const to = unique(law.zones.filter((zone) => zone.autonomous > 0).flatMap((zone) => zone.relays));
  if (to.length === 0) return found;
  const enterOnly = law.zones.map((zone) => zone.declared);
  const table = await streets.matrix({ profile: 'car', enterOnly, from, to });
  from.forEach((source, row) => {
    to.forEach((relay, column) => {
      if ((table.durationsS[row * to.length + column] ?? -1) >= 0) found.add(pair(source, relay));
    });
  });
  return found;
}

/** Ways on foot from the gates and relays to the homes, within each zone. */
async function innerPairs(
  streets: LeavingEngine,
  law: Law,
  orders: readonly DayOrder[],
  grounds: readonly { zone: DayZone; ground: Ground }[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { zone, ground } of grounds) {
    const homes = unique(orders.map((order) => order.building)).filter((home) => holdsPosition(ground, home));
    const from = [...zone.gates.map((gate) => gate.innerPoint), ...zone.relays];
    if (homes.length === 0 || from.length === 0) continue;
    const inner = law.zones
      .filter((other) => other !== zone && other.class === 'sealed')
      .map((other) => other.declared);
    const asked = { profile: 'foot' as const, avoid: inner, confineTo: zone.declared, from, to: homes };
    const table = await streets.matrix(asked);
    from.forEach((gate, row) => {
      homes.forEach((home, column) => {
        if ((table.durationsS[row * homes.length + column] ?? -1) >= 0) found.add(pair(gate, home));
      });
    });
  }
  return found;
}

function inside(grounds: readonly { ground: Ground }[], at: LngLat): boolean {
  return grounds.some(({ ground }) => holdsPosition(ground, at));
}

function pair(from: LngLat, to: LngLat): string {
  return `${from.join()} ${to.join()}`;
}

function unique(points: readonly LngLat[]): LngLat[] {
  return [...new Map(points.map((point) => [point.join(), point])).values()];
}
