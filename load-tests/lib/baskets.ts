/** The SKUs of the ten hot goods. */
export interface HotSkus {
  readonly plenty: readonly string[];
  readonly scarce: string;
}

const GAPS = 4;
const SCARCE_EVERY = 10;

/**
 * The basket of the person with a number: one each of three of the plentiful goods, and for every tenth one of the scarce
 * good instead of the third. Numbers decide it, so that two runs ask for the same.
 */
export function basketOf(number: number, { plenty, scarce }: HotSkus): { skuId: string; quantity: number }[] {
  const first = number % plenty.length;
  const gap = 1 + (Math.floor(number / plenty.length) % GAPS);
  const skuIds = [0, 1, 2].map((step) => plenty[(first + step * gap) % plenty.length] ?? scarce);
  if (number % SCARCE_EVERY === 0) skuIds[2] = scarce;
  return skuIds.map((skuId) => ({ skuId, quantity: 1 }));
}
