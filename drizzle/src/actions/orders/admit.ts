import type { Id } from '../../rules/ids.ts';
import { orderSumFen } from '../../rules/price.ts';
import { quantityVerdict } from '../../rules/quantity.ts';
import { withinQuota } from '../../rules/ration.ts';
import type { Verdict } from '../../rules/refusal.ts';
import { type Balance, reserveVerdict } from '../../rules/stock.ts';
import { accepted, refused } from '../../rules/verdict.ts';
import type { CityFacts } from './city-facts.ts';
import type { HouseholdFacts } from './household-facts.ts';
import type { SkuFacts } from './shelf-facts.ts';
import { warehousesFor } from './warehouses-for.ts';

export interface AskedLine {
  readonly skuId: Id;
  readonly quantity: number;
}

/** An order that may be written: every unit of it is there. */
export interface Admitted {
  readonly warehouseId: Id;
  readonly totalFen: number;
  readonly lines: readonly (AskedLine & { readonly priceFen: number })[];
}

/** Units that the orders admitted so far have taken, of stock and of quotas. */
export type Taken = Map<string, number>;

interface Asked {
  readonly household: HouseholdFacts;
  readonly lines: readonly AskedLine[];
  readonly city: CityFacts;
  readonly skus: ReadonlyMap<Id, SkuFacts>;
  readonly taken: Taken;
}

/** One order of a list, decided on top of those before it; whole or not at all. */
export function admit(asked: Asked): Verdict<Admitted> {
  const { household, lines, city, skus, taken } = asked;
  const verdict = linesVerdict(asked);
  if (!verdict.ok) return verdict;

  const candidates = warehousesFor(household, city);
  if (candidates.length === 0) return refused('noWarehouseServes', { householdId: household.id });
  const units = lines.map(({ skuId, quantity }) => ({ skuId, units: quantity }));
  const stock = candidates.map(({ id }) => ({ id, verdict: reserveVerdict(units, balancesAt(id, asked)) }));
  const [first] = stock;
  const found = stock.find((each) => each.verdict.ok);
  if (!found) return first && !first.verdict.ok ? first.verdict : refused('outOfStock');

  const priced = lines.map((line) => ({ ...line, priceFen: skus.get(line.skuId)?.priceCeilingFen ?? 0 }));
  const sum = orderSumFen(priced.map((line) => ({ ...line, units: line.quantity, ceilingFen: line.priceFen })));
  if (!sum.ok) return sum;

  for (const { skuId, quantity } of lines) {
    take(taken, `${found.id} ${skuId}`, quantity);
    take(taken, `${household.id} ${skuId}`, quantity);
  }
  return accepted({ warehouseId: found.id, totalFen: sum.value, lines: priced });
}

/** What a warehouse has, less what orders earlier in the list were given. */
function balancesAt(warehouseId: Id, { lines, skus, taken }: Asked): Map<Id, Balance> {
  return new Map(
    lines.map(({ skuId }) => {
      const available = skus.get(skuId)?.available[warehouseId] ?? 0;
      return [skuId, { onHand: available, reserved: taken.get(`${warehouseId} ${skuId}`) ?? 0 }];
    }),
  );
}

function linesVerdict({ household, lines, city, skus, taken }: Asked): Verdict {
  const { limits } = city.policy;
  if (lines.length === 0) return refused('orderEmpty');
  if (lines.length > limits.linesPerOrderMax) {
    return refused('orderTooLarge', {
      field: 'lines',
      value: lines.length,
      accepted: `at most ${limits.linesPerOrderMax} lines`,
    });
  }
  const seen = new Set<Id>();
  for (const [index, { skuId, quantity }] of lines.entries()) {
    const units = quantityVerdict({ field: `lines[${index}].quantity`, value: quantity, max: limits.unitsPerLineMax });
    if (!units.ok) return units;
    const sku = skus.get(skuId);
    if (!sku) return refused('unknownSku', { skuId });
    if (seen.has(skuId)) return refused('duplicateLine', { skuId });
    seen.add(skuId);

    const used = (sku.used[household.id] ?? 0) + (taken.get(`${household.id} ${skuId}`) ?? 0);
    const ration = withinQuota({ skuId, quota: quotaOf(sku, city), used, asked: quantity });
    if (!ration.ok) return ration;
  }
  return accepted();
}

/** Most units of an item that a household gets in the policy's period. */
export function quotaOf(sku: Pick<SkuFacts, 'quotaPerWeek'>, { policy }: Pick<CityFacts, 'policy'>): number {
  return policy.quota.period === 'week' ? sku.quotaPerWeek : Math.min(sku.quotaPerWeek, policy.quota.unitsDefault);
}

function take(taken: Taken, key: string, units: number): void {
  taken.set(key, (taken.get(key) ?? 0) + units);
}
