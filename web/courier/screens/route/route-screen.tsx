import { AccountPart } from '../../../shared/api/account-part.tsx';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Route } from '../../../shared/api/types.ts';
import { profileWords } from '../../../shared/i18n/domain-words.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { courierWords } from '../../words.ts';
import { ActionBar } from './action-bar.tsx';
import { ChangeNotice } from './change-notice.tsx';
import { drivenStops, nextAction } from './next-action.ts';
import { RouteSketch } from './route-sketch.tsx';
import { StopList } from './stop-list.tsx';
import { useRoutes } from './use-routes.ts';

export function RouteScreen() {
  const routes = useRoutes();
  return <Shown query={routes}>{(all) => <Routes routes={all} />}</Shown>;
}

function Routes({ routes }: { readonly routes: readonly Route[] }) {
  const t = useWords(courierWords);
  const [route, ...later] = routes;
  return (
    <>
      <main className="route-screen">
        <ChangeNotice routes={routes} />
        {route ? (
          <RouteParts route={route} later={later.length} />
        ) : (
          <>
            <h1 className="hidden-text">{t('route')}</h1>
            <StatePanel icon="ok" title={t('noRoute')}>
              <p>{t('noRouteHint')}</p>
            </StatePanel>
          </>
        )}
        <AccountPart />
      </main>
      {route && <ActionBar key={route.id} action={nextAction(route)} />}
    </>
  );
}

function RouteParts({ route, later }: { readonly route: Route; readonly later: number }) {
  const t = useWords(courierWords);
  const profile = useWords(profileWords);
  const { name } = useMe();
  const stops = drivenStops(route);
  const done = stops.filter(({ stop }) => stop.state === 'done' || stop.state === 'failed').length;
  return (
    <>
      <header className="route-head">
        <div>
          <h1>{t('route')}</h1>
          <p className="soft">
            {t('person', { name })} · {profile(route.profile)}
          </p>
        </div>
        <p className="route-count number">{t('stopsDone', { done, all: stops.length })}</p>
      </header>
      <RouteSketch route={route} label={t('sketch', { all: stops.length, done })} />
      <StopList stops={stops} trips={route.trips.length} />
      {later > 0 && <p className="soft">{t('moreRoutes', { count: later })}</p>}
    </>
  );
}
