import type { order } from '@baogong/api/contract/orders';
import { seededRandom, seedFrom } from '@baogong/drizzle/rules/random';
import type { z } from 'zod';
import { type Caller, Refused } from './caller.ts';
import type { PlannedOrder } from './demand.ts';
import { eachOf } from './fleet.ts';
import type { SetDown } from './journey.ts';
import type { Town } from './town.ts';

type OrderBody = z.infer<typeof order>;

interface Waiting {
  readonly caller: Caller;
  readonly pickupCode: string;
  readonly householdId: string;
}

type PickupAt = { readonly dropPointId: string } | { readonly gateId: string };

const ORDERS_AT_ONCE = 16;
const COLLECT_AFTER_MS = { from: 10 * 60_000, spread: 80 * 60_000 };

/** The households of a day: they order, wait, and fetch what was set down for them at the drop point or gate. */
export class Households {
  asked = 0;
  /** A zone has been declared: before they go down, people look whether they may. */
  lockedDown = false;
  readonly refused: Record<string, number> = {};
  readonly #town: Town;
  readonly #seed: number;
  readonly #queue: PlannedOrder[];
  readonly #waiting = new Map<string, Waiting>();
  #errands: { readonly dueMs: number; readonly orderId: string; readonly at: PickupAt }[] = [];

  constructor(asked: { town: Town; orders: readonly PlannedOrder[]; seed: number }) {
    this.#town = asked.town;
    this.#queue = [...asked.orders].sort((one, other) => one.minute - other.minute);
    this.#seed = asked.seed;
  }

  get allOrdered(): boolean {
    return this.#queue.length === 0;
  }

  /** Sends the orders that are due, many at once, each by its own household. */
  async order(minute: number): Promise<void> {
    const due = this.#queue.findIndex((planned) => planned.minute > minute);
    const now = this.#queue.splice(0, due < 0 ? this.#queue.length : due);
    await eachOf(now, ORDERS_AT_ONCE, async (planned) => {
      const caller = this.#town.as(planned.accountId);
      this.asked += 1;
      try {
        const placed = await caller.post<OrderBody>('/v1/orders', { lines: planned.lines });
        const { pickupCode } = placed;
        this.#waiting.set(placed.id, { caller, pickupCode, householdId: planned.householdId });
      } catch (error) {
        if (!(error instanceof Refused) || error.status === 0 || error.status >= 500) throw error;
        this.refused[error.code] = (this.refused[error.code] ?? 0) + 1;
      }
    });
  }

  /** Boxes stand at a drop point or gate: their households come for them in the next hour or so. */
  hear({ stop, orderIds }: SetDown, nowMs: number): void {
    const at = pickupAt(stop);
    if (!at) return;
    for (const orderId of orderIds) {
      const householdId = this.#waiting.get(orderId)?.householdId ?? orderId;
      const luck = seededRandom(seedFrom('collect', this.#seed, householdId)).next();
      const dueMs = nowMs + COLLECT_AFTER_MS.from + luck * COLLECT_AFTER_MS.spread;
      this.#errands.push({ dueMs, orderId, at });
    }
  }

  /** Fetches what is due. Who may not come down now is refused, and a carrier brings it. */
  async collect(nowMs: number): Promise<void> {
    const due = this.#errands.filter((errand) => errand.dueMs <= nowMs);
    this.#errands = this.#errands.filter((errand) => errand.dueMs > nowMs);
    await eachOf(due, ORDERS_AT_ONCE, async ({ orderId, at }) => {
      const waiting = this.#waiting.get(orderId);
      if (!waiting) return;
      if (this.lockedDown && (await isSealed(waiting.caller))) return;
      try {
        await waiting.caller.post('/v1/pickups', { ...at, pickupCode: waiting.pickupCode });
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 409) throw error;
      }
    });
  }
}

function pickupAt({ mode, place }: SetDown['stop']): PickupAt | null {
  if (place.kind === 'dropPoint') return { dropPointId: place.id };
  return mode === 'gate' && place.kind === 'gate' ? { gateId: place.id } : null;
}

async function isSealed(caller: Caller): Promise<boolean> {
  const home = await caller.get<{ zone: { class: string } | null }>('/v1/home');
  return home.zone?.class === 'sealed';
}
