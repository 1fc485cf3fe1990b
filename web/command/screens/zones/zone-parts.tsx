import type { Zone } from '../../../shared/api/types.ts';
import { wordOf } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { fill, pick } from '../../../shared/i18n/words.ts';
import { Notice } from '../../../shared/ui/notice.tsx';
import { commandWords } from '../../words.ts';
import { HomesWarned } from './homes-warned.tsx';

export function ZoneGates({ zone }: { readonly zone: Zone }) {
  const t = useWords(commandWords);
  return (
    <details>
      <summary>{t('gates', { count: zone.gates.length })}</summary>
      <ul className="plain-list">
        {zone.gates.map(({ id, nameZh, keeper }) => (
          <li key={id}>
            {nameZh} <span className="soft">{keeper ? t('keeper', { name: keeper }) : t('keeperNone')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Homes that no gate serves, warehouses and bases that are closed in: somebody has to think of them. */
export function ZoneWarnings({ zone }: { readonly zone: Zone }) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const nameOf = useNameOf();
  if (zone.warnings.length === 0) return null;
  return (
    <Notice tone="warn" title={t('warnings')}>
      {zone.warnings.map(({ code, homes, places }) => {
        const names = places.map(nameOf).join(language === 'zh' ? '、' : ', ');
        return (
          <div key={code}>
            <p>{fill(pick(wordOf(commandWords, code), language), { count: homes.length, names })}</p>
            <HomesWarned homes={homes} />
          </div>
        );
      })}
    </Notice>
  );
}

export function TouchedRoutes({ zone }: { readonly zone: Zone }) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  if (zone.touchedRoutes.length === 0) return <p>{t('touchedNone')}</p>;
  return (
    <section>
      <h2>{t('touched', { count: zone.touchedRoutes.length })}</h2>
      <ul className="plain-list">
        {zone.touchedRoutes.map(({ routeId, code, change }) => (
          <li key={routeId}>
            <strong>{code}</strong> {pick(wordOf(commandWords, change), language)}
          </li>
        ))}
      </ul>
    </section>
  );
}
