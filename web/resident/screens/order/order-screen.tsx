import { Link } from 'wouter';
import { useServerMode } from '../../../shared/api/server-mode.ts';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Order } from '../../../shared/api/types.ts';
import { clockSeconds } from '../../../shared/format/time.ts';
import { yuan } from '../../../shared/format/yuan.ts';
import { orderStateWords, serviceModeSentences } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { residentWords } from '../../words.ts';
import { CancelPart } from './cancel-part.tsx';
import { EndNotice } from './end-notice.tsx';
import { PickupCode } from './pickup-code.tsx';
import { Progress } from './progress.tsx';
import { useOrder } from './use-order.ts';

export function OrderScreen({ id }: { readonly id: string }) {
  const t = useWords(residentWords);
  const { city } = useMe();
  const { language } = useLanguage();
  const order = useOrder(id);
  const { isStepped } = useServerMode();
  return (
    <>
      <Link className="back" href="/orders">
        ‹ {t('backToOrders')}
      </Link>
      <Shown query={order}>{(data) => <OrderParts order={data} />}</Shown>
      {order.dataUpdatedAt > 0 && !isStepped && (
        <p className="soft number">
          {t('updated', { time: clockSeconds(order.dataUpdatedAt, { language, timeZone: city.timeZone }) })}
        </p>
      )}
    </>
  );
}

function OrderParts({ order }: { readonly order: Order }) {
  const t = useWords(residentWords);
  const state = useWords(orderStateWords);
  const sentence = useWords(serviceModeSentences);
  const nameOf = useNameOf();
  const isOpen = order.state !== 'cancelled' && order.state !== 'unserved';
  return (
    <>
      <h1>{state(order.state)}</h1>
      <EndNotice order={order} />
      {isOpen && <Progress order={order} />}
      {isOpen && order.serviceMode !== 'door' && <PickupCode code={order.pickupCode} />}
      {isOpen && (
        <section className="card">
          <h2>{t('where')}</h2>
          <p>
            <strong>{order.place ? nameOf(order.place) : t('noPlace')}</strong>
          </p>
          <p className="soft">{sentence(order.serviceMode)}</p>
        </section>
      )}
      <section className="card">
        <h2>{t('goods')}</h2>
        <ul className="bill">
          {order.lines.map((line) => (
            <li key={line.skuId}>
              <span>
                {nameOf(line)} ×{line.quantity}
              </span>
              <span className="number">{yuan(line.priceFen * line.quantity)}</span>
            </li>
          ))}
          <li className="bill-sum">
            <span>{t('total')}</span>
            <span className="number">{yuan(order.totalFen)}</span>
          </li>
        </ul>
        {order.boxes.length > 0 && <p className="soft">{t('boxes', { count: order.boxes.length })}</p>}
      </section>
      <CancelPart order={order} />
    </>
  );
}
