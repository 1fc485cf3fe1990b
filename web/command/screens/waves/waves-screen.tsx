import { unservedReasonTitles } from '@baogong/drizzle/rules/unserved-reason-titles';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Wave } from '../../../shared/api/types.ts';
import { clockTime } from '../../../shared/format/time.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { pick } from '../../../shared/i18n/words.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { useWaves } from '../../use-city.ts';
import { commandWords } from '../../words.ts';
import { pairOf } from '../overview/overview-screen.tsx';
import { usePlanNow } from './use-plan-now.ts';

const causes = {
  due: 'waveDue',
  lawChanged: 'waveLaw',
  healthChanged: 'waveHealth',
  boxesWaiting: 'waveBoxes',
  asked: 'waveAsked',
} as const satisfies Record<Wave['cause'], keyof typeof commandWords>;

export function WavesScreen() {
  const t = useWords(commandWords);
  const waves = useWaves();
  const plan = usePlanNow();
  return (
    <>
      <h1>{t('waves')}</h1>
      <Button look="primary" busy={plan.isPending} onPress={() => plan.mutate()}>
        {t('planNow')}
      </Button>
      <FailureNotice error={plan.error} />
      {plan.isSuccess && <Notice tone="ok" title={t('planAsked')} />}
      <Shown query={waves}>
        {(items) =>
          items.length === 0 ? (
            <StatePanel icon="list" title={t('wavesNone')} />
          ) : (
            <ul className="rows">
              {items.map((wave) => (
                <WaveRow key={wave.id} wave={wave} />
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  );
}

function WaveRow({ wave }: { readonly wave: Wave }) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const { city } = useMe();
  const { routes = 0, stops = 0, boxes = 0, unplanned = 0 } = wave.counts;
  const reasons = Object.entries(wave.reasons).sort(([, one], [, other]) => other - one);
  return (
    <li className="card wave">
      <h2 className="number">
        {clockTime(wave.plannedAt ?? wave.dueAt, { language, timeZone: city.timeZone })} · {t(causes[wave.cause])}
      </h2>
      {!wave.plannedAt && <p>{t('waveOpen')}</p>}
      {wave.plannedAt && <p className="number">{t('waveCounts', { routes, stops, boxes })}</p>}
      {unplanned > 0 && (
        <>
          <p className="left-out">{t('waveLeft', { count: unplanned })}</p>
          <ul>
            {reasons.map(([reason, count]) => (
              <li key={reason}>
                {pick(pairOf(unservedReasonTitles, reason), language)} <span className="number">×{count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {wave.planMs !== null && (
        <p className="soft number">{t('waveTook', { seconds: (wave.planMs / 1000).toFixed(1) })}</p>
      )}
    </li>
  );
}
