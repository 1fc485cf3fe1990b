import { useState } from 'react';
import { Link } from 'wouter';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Zone } from '../../../shared/api/types.ts';
import { dayAndTime } from '../../../shared/format/time.ts';
import { zoneClassWords } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { useZones } from '../../use-city.ts';
import { commandWords } from '../../words.ts';
import { useLift } from './use-lift.ts';
import { ZoneGates, ZoneWarnings } from './zone-parts.tsx';

export function ZonesScreen() {
  const t = useWords(commandWords);
  return (
    <>
      <h1>{t('zones')}</h1>
      <Link className="button primary" href="/zones/new">
        {t('declare')}
      </Link>
      <Shown query={useZones()}>
        {({ items }) =>
          items.length === 0 ? (
            <StatePanel icon="ok" title={t('zonesNone')} />
          ) : (
            <ul className="rows">
              {items.map((zone) => (
                <ZoneRow key={zone.id} zone={zone} />
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  );
}

function ZoneRow({ zone }: { readonly zone: Zone }) {
  const t = useWords(commandWords);
  const word = useWords(zoneClassWords);
  const { language } = useLanguage();
  const { city } = useMe();
  const [isAsking, setAsking] = useState(false);
  const lift = useLift();
  return (
    <li className={`card zone ${zone.class}`}>
      <p className="zone-class">{word(zone.class)}</p>
      <h2>{zone.name}</h2>
      <p className="soft number">
        {t('since', { time: dayAndTime(zone.validFrom, { language, timeZone: city.timeZone }) })}
      </p>
      <ZoneWarnings zone={zone} />
      <ZoneGates zone={zone} />
      <FailureNotice error={lift.error} />
      {!isAsking && <Button onPress={() => setAsking(true)}>{t('lift')}</Button>}
      {isAsking && (
        <>
          <p>{t('liftAsk', { name: zone.name })}</p>
          <div className="button-row">
            <Button look="danger" busy={lift.isPending} onPress={() => lift.mutate(zone.id)}>
              {t('liftYes')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('keep')}</Button>
          </div>
        </>
      )}
    </li>
  );
}
