import { useMe } from '../../../shared/api/session-gate.tsx';
import type { Stop, Trip } from '../../../shared/api/types.ts';
import { clockTime } from '../../../shared/format/time.ts';
import { stopFailureWords, stopModeWords, stopStateWords } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { courierWords } from '../../words.ts';
import { boxGroups } from './box-groups.ts';

interface StopListProps {
  readonly stops: readonly { readonly stop: Stop; readonly trip: Trip }[];
  readonly trips: number;
}

export function StopList({ stops, trips }: StopListProps) {
  const t = useWords(courierWords);
  const current = stops.find(({ stop }) => stop.state === 'planned' || stop.state === 'arrived')?.stop.id;
  return (
    <section>
      <h2>{t('stops')}</h2>
      <ol className="stop-list">
        {stops.map(({ stop, trip }, index) => (
          <StopRow
            key={stop.id}
            stop={stop}
            number={index + 1}
            trip={trips > 1 ? t('trip', { seq: trip.seq }) : undefined}
            isCurrent={stop.id === current}
          />
        ))}
      </ol>
    </section>
  );
}

interface StopRowProps {
  readonly stop: Stop;
  readonly number: number;
  readonly trip: string | undefined;
  readonly isCurrent: boolean;
}

function StopRow({ stop, number, trip, isCurrent }: StopRowProps) {
  const t = useWords(courierWords);
  const mode = useWords(stopModeWords);
  const state = useWords(stopStateWords);
  const failure = useWords(stopFailureWords);
  const nameOf = useNameOf();
  const { language } = useLanguage();
  const { city } = useMe();
  const where = { language, timeZone: city.timeZone };
  const isOver = stop.state === 'done' || stop.state === 'failed';
  return (
    <li className={`card stop-row ${stop.state}`} aria-current={isCurrent ? 'step' : undefined}>
      <span className="stop-number number">{number}</span>
      <div>
        <h3>{nameOf(stop.place)}</h3>
        <p className="soft">
          {mode(stop.mode)} · {t('boxes', { count: stop.boxes.length })}
          {trip && ` · ${trip}`}
        </p>
        {!isOver && (
          <ul className="box-groups">
            {boxGroups(stop.boxes).map(({ place, boxes }) => (
              <li key={place}>
                {place} <span className="number">×{boxes}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="stop-state number">
        <strong>{stop.failure ? failure(stop.failure) : state(stop.state)}</strong>
        <br />
        {stop.doneAt ? clockTime(stop.doneAt, where) : t('plannedAt', { time: clockTime(stop.arrivesAt, where) })}
      </p>
    </li>
  );
}
