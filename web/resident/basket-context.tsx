import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ShelfItem } from '../shared/api/types.ts';
import { keptText } from '../shared/i18n/kept-text.ts';
import { type Basket, parseBasket, unitsOf, withUnits } from './basket.ts';

interface BasketHolder {
  readonly basket: Basket;
  readonly units: number;
  readonly setUnits: (item: ShelfItem, units: number) => void;
  readonly empty: () => void;
}

const BasketContext = createContext<BasketHolder | undefined>(undefined);

/** The basket outlives a reload and a change of language; each account has its own. */
export function BasketProvider({ owner, children }: { readonly owner: string; readonly children: ReactNode }) {
  const kept = useMemo(() => keptText(`baogong.basket.${owner}`), [owner]);
  const [basket, setBasket] = useState(() => parseBasket(kept.read()));
  const holder = useMemo(() => {
    const keep = (next: Basket) => {
      kept.write(JSON.stringify(next));
      setBasket(next);
    };
    return {
      basket,
      units: unitsOf(basket),
      setUnits: (item: ShelfItem, units: number) => keep(withUnits(basket, item, units)),
      empty: () => keep({}),
    };
  }, [basket, kept]);
  return <BasketContext value={holder}>{children}</BasketContext>;
}

export function useBasket(): BasketHolder {
  const holder = useContext(BasketContext);
  if (!holder) throw new Error('useBasket outside of BasketProvider');
  return holder;
}
