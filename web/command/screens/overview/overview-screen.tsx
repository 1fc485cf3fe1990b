import { refusals } from '@baogong/drizzle/rules/refusal-codes';
import { unservedReasonTitles } from '@baogong/drizzle/rules/unserved-reason-titles';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Overview } from '../../../shared/api/types.ts';
import { boxStateWords, orderStateWords, wordOf } from '../../../shared/i18n/domain-words.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { type Pair, pick } from '../../../shared/i18n/words.ts';
import { useFleet, useOverview } from '../../use-city.ts';
import { commandWords } from '../../words.ts';
import { SystemFacts } from './system-facts.tsx';

export function OverviewScreen() {
  return <Shown query={useOverview()}>{(overview) => <Counts overview={overview} />}</Shown>;
}

function Counts({ overview }: { readonly overview: Overview }) {
  const t = useWords(commandWords);
  const { data: fleet } = useFleet();
  const running = fleet?.travellers.filter(({ state }) => state === 'running').length ?? 0;
  const sum = (counts: Overview['orders']) => Object.values(counts).reduce((total, count) => total + count, 0);
  return (
    <>
      <h1>{t('today')}</h1>
      <dl className="headline number">
        <Figure name={t('orders')} value={sum(overview.orders)} />
        <Figure name={t('boxes')} value={sum(overview.boxes)} />
        <Figure name={t('onRoad')} value={running} />
      </dl>
      <CountList title={t('orders')} counts={overview.orders} wordFor={(key) => wordOf(orderStateWords, key)} />
      <CountList title={t('boxes')} counts={overview.boxes} wordFor={(key) => wordOf(boxStateWords, key)} />
      <CountList
        title={t('unplanned')}
        counts={overview.unplanned}
        none={t('unplannedNone')}
        wordFor={(key) => pairOf(unservedReasonTitles, key)}
      />
      <CountList title={t('refusals')} counts={overview.refusals} wordFor={(key) => pairOf(refusals, key)} />
      <SystemFacts overview={overview} />
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface CountListProps {
  readonly title: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly wordFor: (key: string) => Pair;
  readonly none?: string;
}

/** Most first, each with a bar of its share. */
function CountList({ title, counts, wordFor, none }: CountListProps) {
  const t = useWords(commandWords);
  const { language } = useLanguage();
  const rows = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 && <p className="soft">{none ?? t('none')}</p>}
      <dl className="counts">
        {rows.map(([key, count]) => (
          <div key={key}>
            <dt>{pick(wordFor(key), language)}</dt>
            <dd className="number">{count}</dd>
            <meter min={0} max={most} value={count} aria-hidden="true" />
          </div>
        ))}
      </dl>
    </section>
  );
}

export function pairOf(
  titles: Readonly<Record<string, { readonly zh: string; readonly en: string }>>,
  key: string,
): Pair {
  const title = titles[key];
  return title ? [title.zh, title.en] : [key, key];
}
