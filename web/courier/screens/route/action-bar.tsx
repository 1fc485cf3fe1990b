import { useServerMode } from '../../../shared/api/server-mode.ts';
import { placeKindWords } from '../../../shared/i18n/domain-words.ts';
import { useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { courierWords } from '../../words.ts';
import { activeBoxes, type NextAction } from './next-action.ts';
import { ServePanel } from './serve-panel.tsx';
import { useDeeds } from './use-deeds.ts';
import { usePosition } from './use-position.ts';
import { WhyRefused } from './why-refused.tsx';

/** The one next step, as one big button where the thumb is. */
export function ActionBar({ action }: { readonly action: NextAction }) {
  const t = useWords(courierWords);
  const deeds = useDeeds();
  const placeOf = usePlaceName();
  const nameOf = useNameOf();
  return (
    <section className="action-bar" aria-label={t('next')}>
      <WhyRefused error={deeds.error} />
      {action.kind === 'done' && <Notice tone="ok" title={t('done')} />}
      {action.kind === 'halted' && (
        <Notice tone="stop" title={t('halted')}>
          <p>{t('haltedHint')}</p>
        </Notice>
      )}
      {action.kind === 'take' && (
        <>
          <h2>{t('takeAt', { place: nameOf(action.trip.source) })}</h2>
          <Button
            look="primary"
            size="big"
            busy={deeds.isPending}
            onPress={() => deeds.mutate({ do: 'take', tripId: action.trip.id })}
          >
            {t('take', { count: activeBoxes(action.trip.stops) })}
          </Button>
        </>
      )}
      {action.kind === 'depart' && (
        <>
          <h2>{placeOf(action)}</h2>
          <Button
            look="primary"
            size="big"
            busy={deeds.isPending}
            onPress={() => deeds.mutate({ do: 'depart', legId: action.leg.id })}
          >
            {t('depart')}
          </Button>
        </>
      )}
      {action.kind === 'arrive' && <Arriving action={action} deeds={deeds} title={placeOf(action)} />}
      {action.kind === 'serve' && <ServePanel key={action.stop.id} stop={action.stop} deeds={deeds} />}
    </section>
  );
}

type OnLeg = Extract<NextAction, { kind: 'depart' | 'arrive' }>;

function usePlaceName() {
  const t = useWords(courierWords);
  const kind = useWords(placeKindWords);
  const nameOf = useNameOf();
  return ({ kind: is, leg, stop, trip }: OnLeg) => {
    const toSource = !stop && leg.toKind === trip.source.kind;
    const place = stop ? nameOf(stop.place) : toSource ? nameOf(trip.source) : kind(leg.toKind);
    if (is === 'arrive') return t('arriveTo', { place });
    return stop ? t('departTo', { place }) : t('home', { place });
  };
}

interface ArrivingProps {
  readonly action: OnLeg;
  readonly deeds: ReturnType<typeof useDeeds>;
  readonly title: string;
}

/** On the way: the device tells where it is; a demonstration may drive the planned line instead. */
function Arriving({ action, deeds, title }: ArrivingProps) {
  const t = useWords(courierWords);
  const { isDemo } = useServerMode();
  const { leg } = action;
  const positions = usePosition(leg);
  return (
    <>
      <h2>{title}</h2>
      {positions.state === 'on' && <p className="soft">{t('gpsOn')}</p>}
      {positions.state === 'off' && !isDemo && <Notice tone="warn" title={t('gpsOff')} />}
      <div className="action-pair">
        {isDemo && (
          <Button busy={deeds.isPending} onPress={() => deeds.mutate({ do: 'simulate', leg })}>
            {t('simulate')}
          </Button>
        )}
        <Button
          look="primary"
          size="big"
          busy={deeds.isPending}
          onPress={() => deeds.mutate({ do: 'arrive', leg, way: positions.take() })}
        >
          {t('arrive')}
        </Button>
      </div>
    </>
  );
}
