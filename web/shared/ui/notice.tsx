import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type Tone = 'ok' | 'warn' | 'stop' | 'info';

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  /** Read out at once by screen readers. */
  readonly urgent?: boolean;
}

export function Notice({ tone, title, children, urgent = false }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={urgent ? 'alert' : 'status'}>
      <Icon name={tone} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
