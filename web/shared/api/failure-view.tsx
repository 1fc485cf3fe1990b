import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { pick } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { failureOf } from './failure.ts';

interface FailureProps {
  readonly error: unknown;
  readonly children?: ReactNode;
}

/** In place of a screen. */
export function FailurePanel({ error, children }: FailureProps) {
  const { language } = useLanguage();
  const { kind, title } = failureOf(error);
  return (
    <StatePanel icon={kind === 'offline' ? 'offline' : 'warn'} title={pick(title, language)} urgent>
      {children}
    </StatePanel>
  );
}

/** Beside what was tried. */
export function FailureNotice({ error, children }: FailureProps) {
  const { language } = useLanguage();
  if (!error) return null;
  const { title, lines } = failureOf(error);
  return (
    <Notice tone="stop" title={pick(title, language)} urgent>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {children}
    </Notice>
  );
}
