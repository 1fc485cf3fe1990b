import type { Route } from '../../../shared/api/types.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { courierWords } from '../../words.ts';
import { useRouteChange } from './use-routes.ts';

/** A plan never changes silently: the courier says that he has seen it. */
export function ChangeNotice({ routes }: { readonly routes: readonly Route[] }) {
  const t = useWords(courierWords);
  const { change, acknowledge } = useRouteChange(routes);
  if (!change) return null;
  return (
    <Notice tone="warn" title={change.law ? t('changedLaw') : t('changed')} urgent>
      {change.added + change.removed > 0 && (
        <p>{t('changedStops', { added: change.added, removed: change.removed })}</p>
      )}
      <div>
        <Button onPress={acknowledge}>{t('understood')}</Button>
      </div>
    </Notice>
  );
}
