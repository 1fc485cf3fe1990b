import { Link } from 'wouter';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { residentWords } from '../../words.ts';
import { OrderRow } from './order-row.tsx';
import { useOrders } from './use-orders.ts';

export function OrdersScreen() {
  const t = useWords(residentWords);
  const { city } = useMe();
  const orders = useOrders();
  return (
    <>
      <h1>{t('ordersTitle')}</h1>
      <Shown query={orders}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items);
          if (all.length > 0)
            return (
              <ul className="rows">
                {all.map((order) => (
                  <OrderRow key={order.id} order={order} timeZone={city.timeZone} />
                ))}
              </ul>
            );
          return (
            <StatePanel icon="list" title={t('ordersEmpty')}>
              <Link className="button primary" href="/shelf">
                {t('goShop')}
              </Link>
            </StatePanel>
          );
        }}
      </Shown>
      {orders.hasNextPage && (
        <Button busy={orders.isFetchingNextPage} onPress={() => void orders.fetchNextPage()}>
          {t('moreOrders')}
        </Button>
      )}
    </>
  );
}
