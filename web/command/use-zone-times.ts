import { useCallback } from 'react';
import { useMe } from '../shared/api/session-gate.tsx';
import { dayAndTime } from '../shared/format/time.ts';
import { useLanguage, useWords } from '../shared/i18n/language.tsx';
import { commandWords } from './words.ts';

interface Span {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly inForce: boolean;
}

/** From when a zone is or will be in force, and until when where its end is known, each as a line of its own. */
export function useZoneTimes() {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const { timeZone } = useMe().city;
  return useCallback(
    ({ validFrom, validTo, inForce }: Span) => {
      const time = (instant: string) => dayAndTime(instant, { language, timeZone });
      return {
        begins: t(inForce ? 'since' : 'from', { time: time(validFrom) }),
        ends: validTo === null ? undefined : t('until', { time: time(validTo) }),
      };
    },
    [t, language, timeZone],
  );
}
