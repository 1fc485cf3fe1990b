import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface StatePanelProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly urgent?: boolean;
}

/** What stands where a screen has nothing to show: empty, refused, offline. */
export function StatePanel({ icon, title, children, urgent = false }: StatePanelProps) {
  return (
    <div className={`state-panel ${icon}`} role={urgent ? 'alert' : undefined}>
      <Icon name={icon} />
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}

export function Loading({ label }: { readonly label: string }) {
  return (
    <div className="state-panel" role="status">
      <svg className="icon spinner" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3a9 9 0 1 1-9 9h2.500a6.5 6.5 0 1 0 6.5-6.500Z" fill="currentColor" />
      </svg>
      <p className="state-title">{label}</p>
    </div>
  );
}
