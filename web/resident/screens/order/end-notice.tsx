import { unservedReasonTitles } from '@baogong/drizzle/rules/unserved-reason-titles';
import type { Order } from '../../../shared/api/types.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { residentWords } from '../../words.ts';

/** How an order ended that did not come. */
export function EndNotice({ order }: { readonly order: Order }) {
  const t = useWords(residentWords);
  const { language } = useLanguage();
  if (order.state === 'cancelled') return <Notice tone="info" title={t('cancelled')} />;
  if (!order.unservedReason) return null;
  const reason = unservedReasonTitles[order.unservedReason][language];
  return <Notice tone="warn" title={t('unserved', { reason })} />;
}
