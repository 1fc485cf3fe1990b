import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Loading } from '../ui/state-panel.tsx';
import { FailurePanel } from './failure-view.tsx';
import { sessionWords } from './words.ts';

interface ShownProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
}

/** A query on a screen: loading, refused and offline look the same everywhere. What is known stays in sight. */
export function Shown<Data>({ query, children }: ShownProps<Data>) {
  const t = useWords(sessionWords);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (!query.error) return <Loading label={t('loading')} />;
  return (
    <FailurePanel error={query.error}>
      <Button onPress={() => void query.refetch()}>{t('retry')}</Button>
    </FailurePanel>
  );
}
