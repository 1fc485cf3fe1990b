import { Link, useRoute } from 'wouter';
import { useWords } from '../shared/i18n/language.tsx';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { useBasket } from './basket-context.tsx';
import { residentWords } from './words.ts';

export function Tabs({ shops, leads }: { readonly shops: boolean; readonly leads: boolean }) {
  const t = useWords(residentWords);
  const { units } = useBasket();
  // One screen alone needs no menu.
  if (!shops) return null;
  return (
    <nav className="tabs" aria-label={t('menu')}>
      <Tab to="/" icon="home" label={t('tabHome')} />
      <Tab to="/shelf" icon="basket" label={t('tabShelf')} count={units} />
      <Tab to="/orders" icon="list" label={t('tabOrders')} />
      {leads && <Tab to="/hand-out" icon="hand" label={t('tabHandOut')} />}
    </nav>
  );
}

interface TabProps {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number;
}

function Tab({ to, icon, label, count = 0 }: TabProps) {
  const [isHere] = useRoute(to);
  return (
    <Link href={to} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{label}</span>
      {count > 0 && <span className="tab-count number">{count}</span>}
    </Link>
  );
}
