import { Link, useLocation } from 'wouter';
import { useWords } from '../shared/i18n/language.tsx';
import { commandWords } from './words.ts';

const tabs = [
  ['/', 'tabOverview'],
  ['/waves', 'tabWaves'],
  ['/fleet', 'tabFleet'],
  ['/zones', 'tabZones'],
] as const;

export function PanelTabs() {
  const t = useWords(commandWords);
  const [path] = useLocation();
  return (
    <nav className="panel-tabs" aria-label={t('menu')}>
      {tabs.map(([to, key]) => (
        <Link key={to} href={to} aria-current={path === to || (to !== '/' && path.startsWith(to)) ? 'page' : undefined}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
