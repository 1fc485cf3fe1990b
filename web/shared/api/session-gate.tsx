import type { Role } from '@baogong/drizzle/rules/vocabulary';
import { createContext, type ReactNode, useContext } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Loading, StatePanel } from '../ui/state-panel.tsx';
import { Refused } from './failure.ts';
import { FailurePanel } from './failure-view.tsx';
import { useSession, useSignOut } from './session.ts';
import { SignInScreen } from './sign-in-screen.tsx';
import type { Me } from './types.ts';
import { sessionWords } from './words.ts';

const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in; only for screens behind the gate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of SessionGate');
  return me;
}

export function hasRole(me: Me, ...wanted: readonly Role[]): boolean {
  return me.roles.some(({ role }) => wanted.includes(role));
}

interface SessionGateProps {
  readonly title: string;
  readonly roles: readonly Role[];
  readonly children: ReactNode;
}

/** Lets those in whom a window is made for; the others sign in or learn why not. */
export function SessionGate({ title, roles, children }: SessionGateProps) {
  const t = useWords(sessionWords);
  const session = useSession();
  const signOut = useSignOut();
  const { data: me, error } = session;
  if (me && hasRole(me, ...roles)) return <MeContext value={me}>{children}</MeContext>;
  if (me) {
    return (
      <StatePanel icon="stop" title={t('wrongWindow')} urgent>
        <p>{t('signedInAs', { name: me.name })}</p>
        <Button busy={signOut.isPending} onPress={() => signOut.mutate()}>
          {t('signOut')}
        </Button>
      </StatePanel>
    );
  }
  if (me === null || error instanceof Refused) return <SignInScreen title={title} linkError={error} />;
  if (!error) return <Loading label={t('loading')} />;
  return (
    <FailurePanel error={error}>
      <Button onPress={() => void session.refetch()}>{t('retry')}</Button>
    </FailurePanel>
  );
}
