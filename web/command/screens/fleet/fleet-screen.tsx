import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Fleet, Traveller } from '../../../shared/api/types.ts';
import { clockSeconds } from '../../../shared/format/time.ts';
import { healthColourWords, routeStateWords, travellerClassWords } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { HealthMark } from '../../../shared/ui/health-mark.tsx';
import { isStale } from '../../town/traveller-layer.tsx';
import { useFleet } from '../../use-city.ts';
import { commandWords } from '../../words.ts';

/** Everything that the map says about vehicles and people, in words. */
export function FleetScreen() {
  return <Shown query={useFleet()}>{(fleet) => <FleetTable fleet={fleet} />}</Shown>;
}

function FleetTable({ fleet }: { readonly fleet: Fleet }) {
  const t = useWords(commandWords);
  const [all, setAll] = useState(false);
  const shown = fleet.travellers.filter(({ state, boxesAboard }) => all || state !== null || boxesAboard > 0);
  return (
    <>
      <h1>{t('fleet')}</h1>
      <label className="tick">
        <input type="checkbox" checked={!all} onChange={({ target }) => setAll(!target.checked)} />
        {t('working')}
      </label>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('code')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('aboard')}</th>
            <th scope="col">{t('health')}</th>
            <th scope="col">{t('seen')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((traveller) => (
            <FleetRow key={traveller.id} traveller={traveller} asOf={fleet.asOf} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="soft">{t('none')}</p>}
    </>
  );
}

function FleetRow({ traveller, asOf }: { readonly traveller: Traveller; readonly asOf: string }) {
  const t = useWords(commandWords);
  const state = useWords(routeStateWords);
  const colour = useWords(healthColourWords);
  const travellerClass = useWords(travellerClassWords);
  const { language } = useLanguage();
  const { city } = useMe();
  const [search] = useSearchParams();
  const { code, routeId, at } = traveller;
  const isChosen = routeId !== null && search.get('route') === routeId;
  return (
    <tr className={isChosen ? 'chosen' : undefined}>
      <th scope="row">
        {routeId ? (
          <Link href={`/fleet?route=${routeId}`} aria-label={t('showRoute', { code })}>
            {code}
          </Link>
        ) : (
          code
        )}
        <small>{travellerClass(traveller.travellerClass)}</small>
      </th>
      <td>{traveller.state ? state(traveller.state) : t('free')}</td>
      <td className="number">{traveller.boxesAboard}</td>
      <td>
        {traveller.travellerClass === 'autonomousVehicle' ? (
          <span className="soft">{t('healthNone')}</span>
        ) : (
          <HealthMark
            colour={traveller.colour}
            label={traveller.colour ? colour(traveller.colour) : t('healthUnknown')}
          />
        )}
      </td>
      <td className={isStale(traveller, asOf) ? 'number stale' : 'number'}>
        {at ? clockSeconds(at, { language, timeZone: city.timeZone }) : t('never')}
      </td>
    </tr>
  );
}
