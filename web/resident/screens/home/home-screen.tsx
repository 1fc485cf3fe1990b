import { Link } from 'wouter';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Home } from '../../../shared/api/types.ts';
import { dayName } from '../../../shared/format/time.ts';
import { needWords, serviceModeSentences, serviceModeWords } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { residentWords } from '../../words.ts';
import { OrderRow } from '../orders/order-row.tsx';
import { useOrders } from '../orders/use-orders.ts';
import { useHome } from './use-home.ts';
import { ZoneBanner } from './zone-banner.tsx';

const ended = ['cancelled', 'unserved', 'partlyDelivered'];

export function HomeScreen() {
  const home = useHome();
  return <Shown query={home}>{(data) => <HomeParts home={data} />}</Shown>;
}

function HomeParts({ home }: { readonly home: Home }) {
  const t = useWords(residentWords);
  const mode = useWords(serviceModeWords);
  const sentence = useWords(serviceModeSentences);
  const need = useWords(needWords);
  const nameOf = useNameOf();
  const { language } = useLanguage();
  const { household, serviceMode, deliveryDay, promisedHours } = home;
  const place = [nameOf(household.building), household.unit].join(' ');
  return (
    <>
      <section className="home-head">
        <p className="soft">{t('yourPlace')}</p>
        <h1>{place}</h1>
        <p>
          {t('people', { count: household.people })}
          {household.needs.map((code) => ` · ${need(code)}`)}
        </p>
      </section>
      <ZoneBanner zone={home.zone} />
      <section className="card">
        <h2>{mode(serviceMode)}</h2>
        <p>{sentence(serviceMode)}</p>
        <dl className="facts">
          {(serviceMode === 'self' || serviceMode === 'staggered') && <DropPoint home={home} />}
          <div>
            <dt>{t('deliveryDay')}</dt>
            <dd>{dayName(deliveryDay, language)}</dd>
          </div>
        </dl>
        <p className="soft">{t('promise', { hours: promisedHours })}</p>
        <Link className="button primary big" href="/shelf">
          {t('goShop')}
        </Link>
      </section>
      <OpenOrders />
    </>
  );
}

function DropPoint({ home }: { readonly home: Home }) {
  const t = useWords(residentWords);
  const nameOf = useNameOf();
  return (
    <div>
      <dt>{t('dropPoint')}</dt>
      <dd>{nameOf(home.dropPoint)}</dd>
    </div>
  );
}

function OpenOrders() {
  const t = useWords(residentWords);
  const { city } = useMe();
  const orders = useOrders();
  const open = (orders.data?.pages[0]?.items ?? []).filter(
    ({ state, boxes }) => !ended.includes(state) && !(state === 'delivered' && boxes.every((box) => box.collected)),
  );
  if (open.length === 0) return null;
  return (
    <section>
      <h2>{t('openOrders')}</h2>
      <ul className="rows">
        {open.slice(0, 3).map((order) => (
          <OrderRow key={order.id} order={order} timeZone={city.timeZone} />
        ))}
      </ul>
    </section>
  );
}
