import { type Random, seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import { Journey, type RouteBody, type SetDown } from './journey.ts';
import type { Town } from './town.ts';

type Summary = Omit<RouteBody, 'trips'>;

/** All travellers of a city: those with a route act, those with a second one wait for the end of the first. */
export class Fleet {
  readonly #town: Town;
  readonly #seed: number;
  /** Each traveller has his own luck, so that a day does not depend on who is answered first. */
  readonly #luck = new Map<string, Random>();
  readonly #onSetDown: (set: SetDown) => void;
  readonly #journeys = new Map<string, Journey>();
  readonly #known = new Set<string>();

  constructor(asked: { town: Town; seed: number; onSetDown: (set: SetDown) => void }) {
    this.#town = asked.town;
    this.#seed = asked.seed;
    this.#onSetDown = asked.onSetDown;
  }

  get journeys(): readonly Journey[] {
    return [...this.#journeys.values()].filter((journey) => !journey.ended);
  }

  get idle(): boolean {
    return this.journeys.length === 0;
  }

  /** Looks for routes that have been planned since. */
  async findNew(): Promise<void> {
    const { items } = await this.#town.integration.get<{ items: Summary[] }>('/v1/routes?state=planned');
    const fresh = items.filter((route) => !this.#known.has(route.id));
    await eachOf(fresh, 8, async ({ id }) => {
      const route = await this.#town.integration.get<RouteBody>(`/v1/routes/${id}`);
      this.#known.add(id);
      this.#journeys.set(id, this.#journeyOf(route));
    });
  }

  /** Everybody does what is due; a traveller's second route waits until his first has ended. */
  async act(nowMs: number): Promise<void> {
    const seen = new Set<string>();
    const first = this.journeys.filter((journey) => {
      const traveller = journey.route.vehicleId ?? journey.route.riderId ?? journey.route.id;
      if (seen.has(traveller)) return false;
      seen.add(traveller);
      return true;
    });
    await eachOf(first, 8, (journey) => journey.act(nowMs));
    for (const [id, journey] of this.#journeys) if (journey.ended) this.#journeys.delete(id);
  }

  async report(nowMs: number): Promise<void> {
    await eachOf(this.journeys, 8, (journey) => journey.report(nowMs));
  }

  async refresh(nowMs: number): Promise<void> {
    await eachOf(this.journeys, 8, (journey) => journey.refresh(nowMs));
  }

  #journeyOf(route: RouteBody): Journey {
    const rider = this.#town.riders.find((each) => each.id === route.riderId);
    const caller = rider ? this.#town.as(rider.accountId) : this.#town.integration;
    return new Journey({ route, caller, random: this.#luckOf(route), onSetDown: this.#onSetDown });
  }

  #luckOf({ vehicleId, riderId, id }: RouteBody): Random {
    const traveller = vehicleId ?? riderId ?? id;
    const luck = this.#luck.get(traveller) ?? seededRandom(seedFrom('travel', this.#seed, traveller));
    this.#luck.set(traveller, luck);
    return luck;
  }
}

/** Runs at most `width` at once, in order. */
export async function eachOf<T>(list: readonly T[], width: number, run: (item: T) => Promise<void>): Promise<void> {
  const queue = list.values();
  const lane = async () => {
    for (const item of queue) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, list.length) }, lane));
}
