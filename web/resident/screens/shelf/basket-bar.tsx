import { useLocation } from 'wouter';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import type { ShelfItem } from '../../../shared/api/types.ts';
import { yuan } from '../../../shared/format/yuan.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { basketLines, sumFen } from '../../basket.ts';
import { useBasket } from '../../basket-context.tsx';
import { residentWords } from '../../words.ts';
import { usePlaceOrder } from './use-shelf.ts';

/** The basket is always in reach: what it holds, what it costs, and the one button that orders. */
export function BasketBar({ items }: { readonly items: readonly ShelfItem[] }) {
  const t = useWords(residentWords);
  const [, goTo] = useLocation();
  const { basket, empty } = useBasket();
  const place = usePlaceOrder();
  const lines = basketLines(basket, items);
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);

  const order = () => {
    const asked = lines.map(({ item, quantity }) => ({ skuId: item.skuId, quantity }));
    place.mutate(asked, {
      onSuccess: ({ id }) => {
        empty();
        goTo(`/orders/${id}`);
      },
    });
  };
  return (
    <section className="basket-bar" aria-label={t('basket')}>
      <FailureNotice error={place.error} />
      <div className="basket-line">
        <p className="number" aria-live="polite">
          {units > 0 ? t('basketSum', { count: units, sum: yuan(sumFen(lines)) }) : t('basketEmpty')}
        </p>
        <Button look="primary" disabled={units === 0} busy={place.isPending} onPress={order}>
          {place.isPending ? t('placing') : t('placeOrder')}
        </Button>
      </div>
    </section>
  );
}
