import { Refused } from '../../../shared/api/failure.ts';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import { useMe } from '../../../shared/api/session-gate.tsx';
import { dayAndTime } from '../../../shared/format/time.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { courierWords } from '../../words.ts';

const health = ['healthCodeNotValid', 'testExpired'];
const law = ['lawChanged', 'legUnlawful', 'planStale'];

/** A refusal explains itself: why, until when, and what to do now. */
export function WhyRefused({ error }: { readonly error: unknown }) {
  const t = useWords(courierWords);
  const { city } = useMe();
  const { language } = useLanguage();
  const { code = '', details = {} } = error instanceof Refused ? error.problem : {};
  const { validUntil, field, value } = details as { validUntil?: unknown; field?: unknown; value?: unknown };
  return (
    <FailureNotice error={error}>
      {typeof validUntil === 'string' && (
        <p>{t('whyHealthUntil', { time: dayAndTime(validUntil, { language, timeZone: city.timeZone }) })}</p>
      )}
      {health.includes(code) && <p>{t('whyHealth')}</p>}
      {law.includes(code) && <p>{t('whyLaw')}</p>}
      {field === 'positions' && typeof value === 'number' && <p>{t('whyFar', { metres: value })}</p>}
    </FailureNotice>
  );
}
