import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { LanguageProvider, useLanguage, useWords } from '../i18n/language.tsx';
import { useOnline } from './online.ts';
import { makeQueryClient } from './query-client.ts';
import { sessionWords } from './words.ts';

/** Opens a window: one tree with language, server state and paths below the window's own. */
export function openWindow(base: string, screens: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no element with id "root"');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <LanguageProvider>
          <Router base={base}>{screens}</Router>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

export function OfflineBar() {
  const t = useWords(sessionWords);
  if (useOnline()) return null;
  return (
    <p className="offline-bar" role="status">
      {t('offline')}
    </p>
  );
}

export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage();
  const t = useWords(sessionWords);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" className="bar-button" lang={other} onClick={() => setLanguage(other)}>
      {t('language')}
    </button>
  );
}
