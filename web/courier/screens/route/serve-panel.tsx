import { stopFailures } from '@baogong/drizzle/rules/vocabulary';
import { useState } from 'react';
import type { Stop } from '../../../shared/api/types.ts';
import { stopFailureWords } from '../../../shared/i18n/domain-words.ts';
import { useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Choice } from '../../../shared/ui/choice.tsx';
import { courierWords } from '../../words.ts';
import type { useDeeds } from './use-deeds.ts';

interface ServePanelProps {
  readonly stop: Stop;
  readonly deeds: ReturnType<typeof useDeeds>;
}

/** At a stop: everything is delivered by one tap; less than everything, or nothing, takes a reason. */
export function ServePanel({ stop, deeds }: ServePanelProps) {
  const t = useWords(courierWords);
  const nameOf = useNameOf();
  const [view, setView] = useState<'deliver' | 'some' | 'fail'>('deliver');
  const active = stop.boxes.filter((box) => box.active);
  const [given, setGiven] = useState(() => active.map(({ id }) => id));
  const count = view === 'some' ? given.length : active.length;
  const deliver = () =>
    deeds.mutate({ do: 'deliver', stopId: stop.id, boxIds: view === 'some' ? [...given] : undefined });

  if (view === 'fail') return <FailForm stop={stop} deeds={deeds} onBack={() => setView('deliver')} />;
  return (
    <>
      <h2>{t('serveAt', { place: nameOf(stop.place) })}</h2>
      {view === 'some' && (
        <fieldset className="box-ticks">
          <legend>{t('pickBoxes')}</legend>
          {active.map(({ id, label }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={given.includes(id)}
                onChange={({ target }) => setGiven(target.checked ? [...given, id] : given.filter((one) => one !== id))}
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
      <div className="button-row">
        <Button look="danger" onPress={() => setView('fail')}>
          {t('fail')}
        </Button>
        {view === 'deliver' && active.length > 1 && <Button onPress={() => setView('some')}>{t('allBoxes')}</Button>}
      </div>
      <Button look="primary" size="big" busy={deeds.isPending} disabled={count === 0} onPress={deliver}>
        {stop.mode === 'handOver' ? t('handOver', { count }) : t('deliver', { count })}
      </Button>
    </>
  );
}

function FailForm({ stop, deeds, onBack }: ServePanelProps & { readonly onBack: () => void }) {
  const t = useWords(courierWords);
  const word = useWords(stopFailureWords);
  const [failure, setFailure] = useState<(typeof stopFailures)[number]>();
  return (
    <>
      <Choice
        label={t('failTitle')}
        value={failure}
        options={stopFailures.map((value) => ({ value, label: word(value) }))}
        onChange={setFailure}
      />
      <Button look="quiet" onPress={onBack}>
        {t('back')}
      </Button>
      <Button
        look="primary"
        size="big"
        busy={deeds.isPending}
        disabled={!failure}
        onPress={() => failure && deeds.mutate({ do: 'fail', stopId: stop.id, failure })}
      >
        {t('failSend')}
      </Button>
    </>
  );
}
