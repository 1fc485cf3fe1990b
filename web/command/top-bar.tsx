import type { ReactNode } from 'react';
import { useSignOut } from '../shared/api/session.ts';
import { useMe } from '../shared/api/session-gate.tsx';
import { LanguageSwitch } from '../shared/api/window-shell.tsx';
import { useNameOf, useWords } from '../shared/i18n/language.tsx';
import { commandWords } from './words.ts';

export function TopBar({ children }: { readonly children?: ReactNode }) {
  const t = useWords(commandWords);
  const nameOf = useNameOf();
  const { city, name } = useMe();
  const signOut = useSignOut();
  return (
    <header className="top-bar">
      <span className="top-title">
        {t('title')} · {nameOf(city)}
      </span>
      {children}
      <span className="top-name">{name}</span>
      <LanguageSwitch />
      <button type="button" className="bar-button" onClick={() => signOut.mutate()}>
        {t(signOut.isError ? 'signOutAgain' : 'signOut')}
      </button>
    </header>
  );
}
