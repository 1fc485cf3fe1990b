import { useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from './failure-view.tsx';
import { useSignOut } from './session.ts';
import { useMe } from './session-gate.tsx';
import { sessionWords } from './words.ts';

/** Whose window this is, at the foot of every screen, and the way out: it asks once, in place, so that no stray tap signs out. */
export function AccountPart() {
  const t = useWords(sessionWords);
  const { name } = useMe();
  const [isAsking, setAsking] = useState(false);
  const signOut = useSignOut();
  return (
    <footer className="account">
      <FailureNotice error={signOut.error} />
      <p className="soft">{isAsking ? t('signOutAsk') : t('signedInAs', { name })}</p>
      {!isAsking && (
        <Button look="quiet" onPress={() => setAsking(true)}>
          {t('signOut')}
        </Button>
      )}
      {isAsking && (
        <div className="button-row">
          <Button look="danger" busy={signOut.isPending} onPress={() => signOut.mutate()}>
            {t('signOutYes')}
          </Button>
          <Button onPress={() => setAsking(false)}>{t('signOutNo')}</Button>
        </div>
      )}
    </footer>
  );
}
