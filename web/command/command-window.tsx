import { hasRole, SessionGate, useMe } from '../shared/api/session-gate.tsx';
import { OfflineBar } from '../shared/api/window-shell.tsx';
import { useWords } from '../shared/i18n/language.tsx';
import { Dashboard } from './dashboard.tsx';
import { WarehouseScreen } from './screens/warehouse/warehouse-screen.tsx';
import { TopBar } from './top-bar.tsx';
import { commandWords } from './words.ts';

export function CommandWindow() {
  const t = useWords(commandWords);
  return (
    <SessionGate title={t('title')} roles={['commander', 'administrator', 'warehouseClerk']}>
      <Desk />
    </SessionGate>
  );
}

/** A clerk has the desk of the warehouse; who commands has the city. */
function Desk() {
  const me = useMe();
  return hasRole(me, 'commander', 'administrator') ? (
    <Dashboard />
  ) : (
    <div className="command">
      <TopBar />
      <OfflineBar />
      <WarehouseScreen warehouseId={me.warehouseId} />
    </div>
  );
}
