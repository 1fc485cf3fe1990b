import { useState } from 'react';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import type { Zone } from '../../../shared/api/types.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { commandWords } from '../../words.ts';
import { useEndZone } from './use-end-zone.ts';

/** Lifts a zone that is in force, or withdraws one that is still to come, after asking once more. */
export function ZoneEnd({ zone }: { readonly zone: Zone }) {
  const t = useWords(commandWords);
  const [isAsking, setAsking] = useState(false);
  const deed = zone.lawVersionFrom === null ? 'withdraw' : 'lift';
  const end = useEndZone(deed);
  return (
    <>
      <FailureNotice error={end.error} />
      {!isAsking && <Button onPress={() => setAsking(true)}>{t(deed)}</Button>}
      {isAsking && (
        <>
          <p>{t(`${deed}Ask`, { name: zone.name })}</p>
          <div className="button-row">
            <Button look="danger" busy={end.isPending} onPress={() => end.mutate(zone.id)}>
              {t(`${deed}Yes`)}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('keep')}</Button>
          </div>
        </>
      )}
    </>
  );
}
