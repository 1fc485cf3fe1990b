import type { leg, route, stop, trip } from '@baogong/api/contract/route-shapes';
import type { Random } from '@baogong/drizzle/rules/random';
import type { z } from 'zod';
import { type Caller, Refused } from './caller.ts';
import { passed, type Way } from './way.ts';

export type RouteBody = z.infer<typeof route>;
type TripBody = z.infer<typeof trip>;
type LegBody = z.infer<typeof leg>;
export type StopBody = z.infer<typeof stop>;

const POSITIONS_PER_CALL = 500;
/** Traffic, lifts and queues: a drive takes this share of its planned time. */
const PACE = { from: 0.9, spread: 0.35 };

interface Running extends Way {
  readonly legId: string;
  readonly stopId: string | undefined;
  reportedMs: number;
}

/** What a traveller tells the people who wait: boxes set down somewhere. */
export interface SetDown {
  readonly stop: StopBody;
  readonly orderIds: readonly string[];
}

/** One traveller on one route: takes, drives, reports, arrives, delivers, always through the counter. */
export class Journey {
  route: RouteBody;
  ended = false;
  readonly #caller: Caller;
  readonly #random: Random;
  readonly #onSetDown: (set: SetDown) => void;
  #running: Running | undefined;
  /** The earliest instant of the next deed. */
  #readyMs = 0;

  constructor(asked: { route: RouteBody; caller: Caller; random: Random; onSetDown: (set: SetDown) => void }) {
    this.route = asked.route;
    this.#caller = asked.caller;
    this.#random = asked.random;
    this.#onSetDown = asked.onSetDown;
  }

  /** The way still ahead on the running leg, or nothing while standing. */
  get running(): Running | undefined {
    return this.#running;
  }

  /** Does everything that is due at `nowMs`; each deed once. */
  async act(nowMs: number): Promise<void> {
    for (let deeds = 0; deeds < 10 && !this.ended; deeds++) {
      try {
        if (!(await this.#nextDeed(nowMs))) return;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // The plan has changed under his feet or his code has run out: look again at what is asked of him now.
        await this.refresh(nowMs);
        return;
      }
    }
  }

  /** Tells where he is right now, so that a change of law finds him at the right place. */
  async report(nowMs: number): Promise<void> {
    const running = this.#running;
    if (!running) return;
    const positions = passed(running, running.reportedMs, nowMs);
    for (let start = 0; start < positions.length; start += POSITIONS_PER_CALL) {
      await this.#caller.post(`/v1/legs/${running.legId}/positions`, {
        positions: positions.slice(start, start + POSITIONS_PER_CALL),
      });
    }
    running.reportedMs = nowMs;
  }

  /** Reads his route anew: a running leg that a change of law has cut goes on as another piece. */
  async refresh(nowMs: number): Promise<void> {
    const { routes } = await this.#caller.get<{ routes: RouteBody[] }>(this.#routesPath());
    const same = routes.find((each) => each.id === this.route.id);
    if (!same || same.state === 'halted') {
      await this.#finishServing();
      this.ended = true;
      return;
    }
    this.route = same;
    const open = this.#openLeg();
    if (!open?.departedAt) this.#running = undefined;
    else if (open.id !== this.#running?.legId) this.#resume(open, nowMs);
  }

  #routesPath(): string {
    const isAutonomous = this.route.travellerClass === 'autonomousVehicle';
    return `/v1/courier/routes${isAutonomous ? `?vehicleId=${this.route.vehicleId}` : ''}`;
  }

  /** A stop that he had reached before his route was taken back is still served where that was not refused. */
  async #finishServing(): Promise<void> {
    const serving = this.#serving();
    if (!serving) return;
    try {
      await this.#deliver(serving);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  async #nextDeed(nowMs: number): Promise<boolean> {
    if (this.#running) return this.#arriveIfThere(this.#running, nowMs);
    if (nowMs < this.#readyMs) return false;
    const serving = this.#serving();
    if (serving) {
      await this.#deliver(serving);
      return true;
    }
    const open = this.#openLeg();
    if (!open) {
      this.ended = true;
      return false;
    }
    return this.#departIfDue(open, nowMs);
  }

  async #departIfDue(open: LegBody, nowMs: number): Promise<boolean> {
    if (nowMs < Date.parse(open.startsAt) - 59_000) return false;
    const trip = this.#tripOf(open);
    if (trip && this.#startsAtSource(trip, open)) {
      this.route = await this.#caller.post<RouteBody>(`/v1/trips/${trip.id}/take`);
    }
    await this.#caller.post(`/v1/legs/${open.id}/depart`);
    const plannedMs = Date.parse(open.endsAt) - Date.parse(open.startsAt);
    const durationMs = Math.max(1_000, plannedMs * (PACE.from + PACE.spread * this.#random.next()));
    this.#running = {
      ...{ legId: open.id, stopId: open.stopId, line: open.line },
      ...{ departedMs: nowMs, arrivesMs: nowMs + durationMs, reportedMs: nowMs },
    };
    return true;
  }

  async #arriveIfThere(running: Running, nowMs: number): Promise<boolean> {
    if (nowMs < running.arrivesMs) return false;
    await this.report(nowMs);
    this.route = await this.#caller.post<RouteBody>(`/v1/legs/${running.legId}/arrive`);
    this.#running = undefined;
    const stop = this.#serving();
    const serviceMs = stop ? Date.parse(stop.departsAt) - Date.parse(stop.arrivesAt) : 0;
    this.#readyMs = nowMs + serviceMs;
    return true;
  }

  async #deliver(serving: StopBody): Promise<void> {
    const orderIds = [...new Set(serving.boxes.filter((box) => box.active).map((box) => box.orderId))];
    const answer = await this.#caller.post<{ route: RouteBody }>(`/v1/stops/${serving.id}/deliver`, {});
    this.route = answer.route;
    this.#onSetDown({ stop: serving, orderIds });
  }

  #resume(open: LegBody, nowMs: number): void {
    const arrivesMs = this.#running?.arrivesMs ?? Date.parse(open.endsAt);
    this.#running = {
      ...{ legId: open.id, stopId: open.stopId, line: open.line },
      ...{ departedMs: nowMs, arrivesMs: Math.max(nowMs + 1_000, arrivesMs), reportedMs: nowMs },
    };
  }

  #serving(): StopBody | undefined {
    return this.route.trips.flatMap((each) => each.stops).find((each) => each.state === 'arrived');
  }

  #openLeg(): LegBody | undefined {
    const legs = this.route.trips.flatMap((each) => each.legs).filter((each) => each.status === 'planned');
    return legs.sort((one, other) => one.seq - other.seq)[0];
  }

  #tripOf(open: LegBody): TripBody | undefined {
    return this.route.trips.find((each) => each.legs.some((candidate) => candidate.id === open.id));
  }

  /** Boxes are taken before the first leg to a stop. */
  #startsAtSource(trip: TripBody, open: LegBody): boolean {
    return trip.state === 'planned' && trip.stops.length > 0 && open.stopId === trip.stops[0]?.id;
  }
}
