import { Link } from 'wouter';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Zone } from '../../../shared/api/types.ts';
import { zoneClassWords } from '../../../shared/i18n/domain-words.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { useZones } from '../../use-city.ts';
import { useZoneTimes } from '../../use-zone-times.ts';
import { commandWords } from '../../words.ts';
import { ZoneEnd } from './zone-end.tsx';
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
  const inForce = zone.lawVersionFrom !== null;
  const { begins, ends } = useZoneTimes()({ ...zone, inForce });
  return (
    <li className={`card zone ${zone.class} ${inForce ? '' : 'to-come'}`}>
      <p className="zone-class">{word(zone.class)}</p>
      <h2>{zone.name}</h2>
      {!inForce && <p className="to-come-mark">{t('toCome')}</p>}
      <p className="number">{begins}</p>
      {ends && <p className="number">{ends}</p>}
      <ZoneWarnings zone={zone} />
      <ZoneGates zone={zone} />
      <ZoneEnd zone={zone} />
    </li>
  );
}
