import { useState } from 'react';
import { Route, Switch, useSearchParams } from 'wouter';
import { useMe } from '../shared/api/session-gate.tsx';
import { Shown } from '../shared/api/shown.tsx';
import { OfflineBar } from '../shared/api/window-shell.tsx';
import { clockSeconds } from '../shared/format/time.ts';
import { useLanguage, useWords } from '../shared/i18n/language.tsx';
import { CityMap } from './city-map.tsx';
import { PanelTabs } from './panel-tabs.tsx';
import { DeclareScreen } from './screens/declare/declare-screen.tsx';
import type { ZoneShape } from './screens/declare/zone-text.ts';
import { FleetScreen } from './screens/fleet/fleet-screen.tsx';
import { OverviewScreen } from './screens/overview/overview-screen.tsx';
import { WavesScreen } from './screens/waves/waves-screen.tsx';
import { ZonesScreen } from './screens/zones/zones-screen.tsx';
import { TopBar } from './top-bar.tsx';
import { LiveContext, useCityLive, useFleet, useMapView } from './use-city.ts';
import { commandWords } from './words.ts';

/** The city on the left, what to know and to do on the right. */
export function Dashboard() {
  const isLive = useCityLive();
  const [shape, setShape] = useState<ZoneShape>();
  return (
    <LiveContext value={isLive}>
      <div className="command">
        <TopBar>
          <LawAndTime isLive={isLive} />
        </TopBar>
        <OfflineBar />
        <main className="desk">
          <City shape={shape} />
          <aside className="panel">
            <PanelTabs />
            <div className="panel-body">
              <Switch>
                <Route path="/waves" component={WavesScreen} />
                <Route path="/fleet" component={FleetScreen} />
                <Route path="/zones/new">
                  <DeclareScreen onShape={setShape} />
                </Route>
                <Route path="/zones" component={ZonesScreen} />
                <Route component={OverviewScreen} />
              </Switch>
            </div>
          </aside>
        </main>
      </div>
    </LiveContext>
  );
}

function City({ shape }: { readonly shape: ZoneShape | undefined }) {
  const map = useMapView();
  const [search] = useSearchParams();
  return (
    <Shown query={map}>
      {(view) => <CityMap view={view} shape={shape} chosen={search.get('route') ?? undefined} />}
    </Shown>
  );
}

/** Old figures must never look like new ones. */
function LawAndTime({ isLive }: { readonly isLive: boolean }) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const { city } = useMe();
  const { data: map } = useMapView();
  const { data: fleet } = useFleet();
  return (
    <p className="law-and-time number">
      {map && <span>{t('law', { version: map.lawVersion })}</span>}
      {fleet && <span>{t('asOf', { time: clockSeconds(fleet.asOf, { language, timeZone: city.timeZone }) })}</span>}
      <span className={isLive ? 'live on' : 'live off'} role="status">
        {isLive ? t('live') : t('polled')}
      </span>
    </p>
  );
}
