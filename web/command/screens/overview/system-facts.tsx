import type { Overview } from '../../../shared/api/types.ts';
import { profileWords, travellerClassWords, wordOf } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { pick } from '../../../shared/i18n/words.ts';
import { commandWords } from '../../words.ts';

/** Which law routing knows, and what the engine room could not do. */
export function SystemFacts({ overview }: { readonly overview: Overview }) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const { lawVersion, routers, deadLetters } = overview;
  return (
    <section>
      <h2>{t('system')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('lawInForce')}</dt>
          <dd className="number">{lawVersion}</dd>
        </div>
        {routers.map((router) => (
          <div key={`${router.travellerClass} ${router.profile}`}>
            <dt>
              {pick(wordOf(travellerClassWords, router.travellerClass), language)} ·{' '}
              {pick(wordOf(profileWords, router.profile), language)}
            </dt>
            <dd className="number">
              {router.lawVersion}
              {router.lawVersion < lawVersion && ` (${t('routerBehind')})`}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('deadLetters')}</dt>
          <dd className="number">{deadLetters}</dd>
        </div>
      </dl>
      {routers.length === 0 && <p className="soft">{t('routersNone')}</p>}
    </section>
  );
}
