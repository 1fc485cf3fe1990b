import type { ZoneClass } from '@baogong/drizzle/rules/vocabulary';
import type { Home } from '../../../shared/api/types.ts';
import { zoneClassWords } from '../../../shared/i18n/domain-words.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Notice, type Tone } from '../../../shared/ui/notice.tsx';
import { residentWords } from '../../words.ts';

const shown: Readonly<Record<ZoneClass, { tone: Tone; text: 'zoneSealed' | 'zoneRestricted' | 'zonePrecaution' }>> = {
  sealed: { tone: 'stop', text: 'zoneSealed' },
  restricted: { tone: 'warn', text: 'zoneRestricted' },
  precaution: { tone: 'info', text: 'zonePrecaution' },
};

/** The law that the household lives under, said first and plainly. */
export function ZoneBanner({ zone }: { readonly zone: Home['zone'] }) {
  const t = useWords(residentWords);
  const className = useWords(zoneClassWords);
  if (!zone) return <p className="soft">{t('noZone')}</p>;
  const { tone, text } = shown[zone.class];
  return (
    <Notice tone={tone} title={`${className(zone.class)} · ${zone.name}`}>
      <p>{t(text)}</p>
    </Notice>
  );
}
