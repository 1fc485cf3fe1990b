import { Refused } from './caller.ts';
import { demandOf } from './demand.ts';
import { sealAtNoon, turnRedAtOne } from './first-day-events.ts';
import { Fleet } from './fleet.ts';
import { Households } from './households.ts';
import type { DayServer } from './server-process.ts';
import { openTown, type Town } from './town.ts';

export interface DayAsked {
  readonly server: Pick<DayServer, 'addresses' | 'tokens'>;
  readonly seed: number;
  readonly households: number;
  /** Midnight of the day in the city. */
  readonly midnight: Date;
  readonly day: string;
  readonly say: (line: string) => void;
}

export interface LivedDay {
  readonly asked: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly closedAt: Date;
}

/** An event of the scenario found nothing to happen to: the day does not count. */
export class NoTarget extends Error {
  constructor(event: string, detail: string) {
    super(`${event}: no target was found (${detail}). Choose another seed, more households or a larger map.`);
    this.name = 'NoTarget';
  }
}

const MINUTE_MS = 60_000;
const OPENS = 7 * 60;
const NOON = 12 * 60;
const ONE = 13 * 60;
const EVENING = 21 * 60;
const LAST_CLOSE = 23 * 60 + 50;
const PACK_EVERY = 10;
/** Minutes from one look at the city to the next; everything that fell due between happens at the later one. */
const STEP = 2;
/** When nobody is on the road and all events have happened, ten minutes pass at once. */
const QUIET_STEP = 10;
/** A warehouse needs about seven hours for all orders of a morning: picking, not driving, is what people wait for. */
const PACKS_PER_MORNING = 42;
const PACK_MAX = 500;
/** An event that finds nobody at its minute may still find somebody a little later. */
const EVENT_PATIENCE = 20;

/**
 * The first day of a lockdown: households order from seven on, clerks pack, riders and vans deliver; at noon a zone is
 * sealed, at one a rider's code turns red with boxes aboard; in the evening the day is closed.
 */
export async function liveFirstDay({
  server,
  seed,
  households: count,
  midnight,
  day,
  say,
}: DayAsked): Promise<LivedDay> {
  const town = await openTown(server.addresses, server.tokens);
  const orders = demandOf(town, { households: count, seed });
  if (orders.length < count) throw new NoTarget('orders', `${orders.length} households can order, ${count} are wanted`);
  const households = new Households({ town, orders, seed });
  let nowMs = 0;
  const fleet = new Fleet({ town, seed, onSetDown: (set) => households.hear(set, nowMs) });
  say(`${town.households.length} households in ${town.city.slug}; ${count} of them will order`);

  const isQuiet = () => fleet.idle && households.allOrdered && ahead.every((each) => each.happened);
  const ahead = [
    { at: NOON, event: sealAtNoon, happened: false },
    { at: ONE, event: turnRedAtOne, happened: false },
  ];
  const happen = async (minute: number) => {
    for (const each of ahead) {
      if (each.happened || minute < each.at) continue;
      const patient = minute < each.at + EVENT_PATIENCE;
      const settle = () => advance(town, nowMs);
      each.happened = await each.event({
        town,
        households,
        fleet,
        seed,
        nowMs,
        clock: clockOf(minute),
        patient,
        say,
        settle,
      });
    }
  };

  for (let minute = OPENS; minute <= LAST_CLOSE; minute += isQuiet() ? QUIET_STEP - (minute % QUIET_STEP) : STEP) {
    nowMs = midnight.getTime() + minute * MINUTE_MS;
    await advance(town, nowMs);
    if (!households.allOrdered) await households.order(minute - OPENS);
    if (minute % PACK_EVERY === 0) await pack(town, Math.ceil(count / PACKS_PER_MORNING));
    await fleet.findNew();
    await fleet.act(nowMs);
    await households.collect(nowMs);
    await happen(minute);
    if (minute % 60 === 0) await tell(town, { minute, fleet, households, say });
    if (minute >= EVENING && (await closeDay(town, day, say))) break;
    if (minute === LAST_CLOSE) throw new Error(`the day ${day} could not be closed by ${clockOf(minute)}`);
  }
  return { asked: households.asked, refused: households.refused, closedAt: new Date(nowMs) };
}

async function advance(town: Town, nowMs: number): Promise<void> {
  await town.integration.post('/v1/simulation/clock', { to: new Date(nowMs).toISOString() });
}

/** Each warehouse packs the orders that wait longest, as many as its people manage in one go. */
async function pack(town: Town, orders: number): Promise<void> {
  for (const { id } of town.warehouses) {
    await town.clerk.post(`/v1/warehouses/${id}/packs`, { limit: Math.min(orders, PACK_MAX) });
  }
}

/** The close refuses while a box of the day is neither delivered nor back; then the day goes on. */
async function closeDay(town: Town, day: string, say: (line: string) => void): Promise<boolean> {
  try {
    const closed = await town.commander.post<{ posted: number; voided: number; unserved: number }>(
      `/v1/days/${day}/close`,
    );
    say(`Day ${day} closed: ${closed.posted} rows posted, ${closed.voided} voided, ${closed.unserved} orders unserved`);
    return true;
  } catch (error) {
    if (error instanceof Refused && error.code === 'dayNotClosable') return false;
    throw error;
  }
}

async function tell(
  town: Town,
  now: { minute: number; fleet: Fleet; households: Households; say: (line: string) => void },
): Promise<void> {
  const { orders } = await town.commander.get<{ orders: Record<string, number> }>('/v1/overview');
  const states = Object.entries(orders).map(([state, count]) => `${count} ${state}`);
  now.say(
    `${clockOf(now.minute)}  ${now.households.asked} orders sent; ${states.join(', ')}; ${now.fleet.journeys.length} routes`,
  );
}

function clockOf(minute: number): string {
  return new Date(minute * MINUTE_MS).toISOString().slice(11, 16);
}
