import { SessionGate } from '../shared/api/session-gate.tsx';
import { LanguageSwitch, OfflineBar } from '../shared/api/window-shell.tsx';
import { useWords } from '../shared/i18n/language.tsx';
import { RouteScreen } from './screens/route/route-screen.tsx';
import { courierWords } from './words.ts';

export function CourierWindow() {
  const t = useWords(courierWords);
  return (
    <div className="courier">
      <header className="top-bar">
        <span className="top-title">{t('title')}</span>
        <LanguageSwitch />
      </header>
      <OfflineBar />
      <SessionGate title={t('title')} roles={['rider']}>
        <RouteScreen />
      </SessionGate>
    </div>
  );
}
