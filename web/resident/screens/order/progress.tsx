import { useMe } from '../../../shared/api/session-gate.tsx';
import type { Order } from '../../../shared/api/types.ts';
import { clockTime, dayAndTime, timeRange } from '../../../shared/format/time.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { residentWords } from '../../words.ts';
import { type StepName, timeline } from './timeline.ts';

type WordKey = keyof typeof residentWords;

const doneKeys = {
  placed: 'stepPlaced',
  packed: 'stepPacked',
  planned: 'stepPlanned',
  loaded: 'stepLoaded',
  handedOver: 'stepHandedOver',
  delivered: 'stepDelivered',
  collected: 'stepCollected',
} as const satisfies Record<StepName, WordKey>;
const todoKeys = {
  placed: 'stepPlaced',
  packed: 'todoPacked',
  planned: 'todoPlanned',
  loaded: 'todoLoaded',
  handedOver: 'todoHandedOver',
  delivered: 'todoDelivered',
  collected: 'todoCollected',
} as const satisfies Record<StepName, WordKey>;

export function Progress({ order }: { readonly order: Order }) {
  const t = useWords(residentWords);
  const where = useWhere();
  return (
    <section className="card">
      <h2>{t('timeline')}</h2>
      <Expected order={order} />
      <ol className="timeline">
        {timeline(order).map(({ name, is, at }) => (
          <li key={name} className={is} aria-current={is === 'now' ? 'step' : undefined}>
            {is !== 'now' && <span className="hidden-text">{t(is === 'done' ? 'stepDone' : 'stepAhead')}</span>}
            <span>{t(is === 'done' ? doneKeys[name] : todoKeys[name])}</span>
            {is === 'now' && <span className="waiting">{t('stepNow')}</span>}
            {at && <time className="soft number">{clockTime(at, where)}</time>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A range and not a point, and the reason to wait longer where there is one. */
function Expected({ order }: { readonly order: Order }) {
  const t = useWords(residentWords);
  const where = useWhere();
  if (order.deliveredAt) return null;
  const promised = dayAndTime(order.promisedAt, where);
  const isLate = order.eta !== undefined && Date.parse(order.eta) > Date.parse(order.promisedAt);
  return (
    <div className="expected">
      <p className="expected-time number">
        {order.eta ? t('expected', { range: timeRange(order.eta, where) }) : t('promised', { time: promised })}
      </p>
      <p className="soft">
        {!order.eta && t('notPlanned')}
        {order.eta && (isLate ? t('expectedLate', { promised }) : t('promised', { time: promised }))}
      </p>
    </div>
  );
}

function useWhere() {
  const { language } = useLanguage();
  const { city } = useMe();
  return { language, timeZone: city.timeZone };
}
