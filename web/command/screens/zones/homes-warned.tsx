import type { Zone } from '../../../shared/api/types.ts';
import { useLanguage, useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { commandWords } from '../../words.ts';

const SHOWN_MAX = 6;

type Homes = Zone['warnings'][number]['homes'];

/** Buildings by name: somebody has to go there. Many of them are folded up behind the first. */
export function HomesWarned({ homes }: { readonly homes: Homes }) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const nameOf = useNameOf();
  if (homes.length === 0) return null;
  const listed = (some: Homes) => some.map(nameOf).join(language === 'zh' ? '、' : ', ');
  const rest = homes.slice(SHOWN_MAX);
  return (
    <>
      <p>{listed(homes.slice(0, SHOWN_MAX))}</p>
      {rest.length > 0 && (
        <details>
          <summary>{t('moreHomes', { count: rest.length })}</summary>
          <p>{listed(rest)}</p>
        </details>
      )}
    </>
  );
}
