import type { Id } from './ids.ts';
import { InvariantError } from './refusal.ts';
import type { TemperatureClass } from './vocabulary.ts';

/** What one box may hold. */
export const BOX_GRAMS_MAX = 15_000;
export const BOX_MILLILITRES_MAX = 40_000;

export interface PackLine {
  readonly skuId: Id;
  readonly units: number;
}

export interface PackedSku {
  readonly grams: number;
  readonly millilitres: number;
  readonly temperatureClass: TemperatureClass;
}

/** One whole box of one order: goods of one temperature class. */
export interface BoxContent {
  readonly temperatureClass: TemperatureClass;
  readonly lines: readonly PackLine[];
  readonly grams: number;
  readonly millilitres: number;
}

interface OpenBox {
  readonly temperatureClass: TemperatureClass;
  readonly lines: PackLine[];
  grams: number;
  millilitres: number;
}

/**
 * The boxes of one order, by first-fit decreasing within each temperature class (Johnson 1973). A unit bigger than a
 * box travels as a box of its own. The same lines in any order give the same boxes.
 */
export function boxesOf(lines: readonly PackLine[], skus: ReadonlyMap<Id, PackedSku>): BoxContent[] {
  const items = lines.map(({ skuId, units }) => ({ skuId, units, sku: skuOf(skuId, skus) }));
  items.sort((a, b) => fillOf(b.sku) - fillOf(a.sku) || (a.skuId < b.skuId ? -1 : 1));

  const boxes: OpenBox[] = [];
  for (const { skuId, units, sku } of items) {
    let left = units;
    for (const box of boxes) {
      if (box.temperatureClass !== sku.temperatureClass) continue;
      left -= put(box, skuId, sku, Math.min(left, roomFor(box, sku)));
    }
    while (left > 0) {
      const box: OpenBox = { temperatureClass: sku.temperatureClass, lines: [], grams: 0, millilitres: 0 };
      left -= put(box, skuId, sku, Math.min(left, Math.max(1, roomFor(box, sku))));
      boxes.push(box);
    }
  }
  return boxes;
}

function skuOf(skuId: Id, skus: ReadonlyMap<Id, PackedSku>): PackedSku {
  const sku = skus.get(skuId);
  if (!sku) throw new InvariantError(`packing needs the size of SKU ${skuId}`);
  return sku;
}

/** The share of a box that one unit fills, by weight or by volume, whichever is scarcer. */
function fillOf(sku: PackedSku): number {
  return Math.max(sku.grams / BOX_GRAMS_MAX, sku.millilitres / BOX_MILLILITRES_MAX);
}

function roomFor(box: OpenBox, sku: PackedSku): number {
  const byWeight = Math.floor((BOX_GRAMS_MAX - box.grams) / sku.grams);
  const byVolume = Math.floor((BOX_MILLILITRES_MAX - box.millilitres) / sku.millilitres);
  return Math.max(0, Math.min(byWeight, byVolume));
}

function put(box: OpenBox, skuId: Id, sku: PackedSku, units: number): number {
  if (units === 0) return 0;
  box.lines.push({ skuId, units });
  box.grams += units * sku.grams;
  box.millilitres += units * sku.millilitres;
  return units;
}
