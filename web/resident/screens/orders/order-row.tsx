import { Link } from 'wouter';
import type { Order } from '../../../shared/api/types.ts';
import { dayAndTime } from '../../../shared/format/time.ts';
import { yuan } from '../../../shared/format/yuan.ts';
import { orderStateWords } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useNameOf, useWords } from '../../../shared/i18n/language.tsx';

export function OrderRow({ order, timeZone }: { readonly order: Order; readonly timeZone: string }) {
  const state = useWords(orderStateWords);
  const nameOf = useNameOf();
  const { language } = useLanguage();
  return (
    <li>
      <Link className="card order-row" href={`/orders/${order.id}`}>
        <span className="order-row-head">
          <strong>{state(order.state)}</strong>
          <span className="number">{yuan(order.totalFen)}</span>
        </span>
        <span>
          {order.lines.map((line) => `${nameOf(line)} ×${line.quantity}`).join(language === 'zh' ? '、' : ', ')}
        </span>
        <span className="soft number">{dayAndTime(order.placedAt, { language, timeZone })}</span>
      </Link>
    </li>
  );
}
