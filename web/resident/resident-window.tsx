import { useQueryClient } from '@tanstack/react-query';
import { Route, Switch } from 'wouter';
import { AccountPart } from '../shared/api/account-part.tsx';
import { useLive } from '../shared/api/live.ts';
import { useSession } from '../shared/api/session.ts';
import { hasRole, SessionGate, useMe } from '../shared/api/session-gate.tsx';
import type { Me } from '../shared/api/types.ts';
import { LanguageSwitch, OfflineBar } from '../shared/api/window-shell.tsx';
import { useWords } from '../shared/i18n/language.tsx';
import { BasketProvider } from './basket-context.tsx';
import { ElderSwitch } from './elder-switch.tsx';
import { HandOutScreen } from './screens/hand-out/hand-out-screen.tsx';
import { HomeScreen } from './screens/home/home-screen.tsx';
import { OrderScreen } from './screens/order/order-screen.tsx';
import { OrdersScreen } from './screens/orders/orders-screen.tsx';
import { ShelfScreen } from './screens/shelf/shelf-screen.tsx';
import { Tabs } from './tabs.tsx';
import { residentWords } from './words.ts';

export function ResidentWindow() {
  const t = useWords(residentWords);
  const { data: me } = useSession();
  return (
    <div className="resident">
      <header className="top-bar">
        <span className="top-title">{me && !shopsHere(me) ? t('titleHandOut') : t('title')}</span>
        <ElderSwitch />
        <LanguageSwitch />
      </header>
      <OfflineBar />
      <SessionGate title={t('title')} roles={['resident', 'groupLeader', 'gateKeeper']}>
        <Screens />
      </SessionGate>
    </div>
  );
}

/** Group leaders and gate keepers may have no household of their own here: then the window is for handing out. */
function shopsHere(me: Me): boolean {
  return me.householdId !== undefined && hasRole(me, 'resident');
}

function Screens() {
  const me = useMe();
  const queries = useQueryClient();
  useLive(() => {
    for (const key of ['home', 'orders', 'order', 'shelf']) void queries.invalidateQueries({ queryKey: [key] });
  });
  const shops = shopsHere(me);
  const leads = hasRole(me, 'groupLeader') || hasRole(me, 'gateKeeper');
  return (
    <BasketProvider owner={me.accountId}>
      <main className="screen">
        <Switch>
          {shops && <Route path="/shelf" component={ShelfScreen} />}
          {shops && <Route path="/orders" component={OrdersScreen} />}
          {shops && <Route path="/orders/:id">{({ id }) => <OrderScreen id={id} />}</Route>}
          {leads && <Route path="/hand-out" component={HandOutScreen} />}
          <Route>{shops ? <HomeScreen /> : <HandOutScreen />}</Route>
        </Switch>
        <AccountPart />
      </main>
      <Tabs shops={shops} leads={leads} />
    </BasketProvider>
  );
}
