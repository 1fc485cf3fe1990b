import { useState } from 'react';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import type { Order } from '../../../shared/api/types.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { residentWords } from '../../words.ts';
import { canCancel } from './timeline.ts';
import { useCancel } from './use-order.ts';

/** Asks once, in place: no window pops up. */
export function CancelPart({ order }: { readonly order: Order }) {
  const t = useWords(residentWords);
  const [isAsking, setAsking] = useState(false);
  const cancel = useCancel(order.id);
  if (!canCancel(order)) return <FailureNotice error={cancel.error} />;
  return (
    <section className="cancel">
      <FailureNotice error={cancel.error} />
      <p className="soft">{isAsking ? t('cancelAsk') : t('cancelUntil')}</p>
      {!isAsking && <Button onPress={() => setAsking(true)}>{t('cancel')}</Button>}
      {isAsking && (
        <div className="button-row">
          <Button look="danger" busy={cancel.isPending} onPress={() => cancel.mutate()}>
            {t('cancelYes')}
          </Button>
          <Button onPress={() => setAsking(false)}>{t('cancelNo')}</Button>
        </div>
      )}
    </section>
  );
}
