import { useState } from 'react';
import { Shown } from '../../../shared/api/shown.tsx';
import type { ShelfItem } from '../../../shared/api/types.ts';
import { useWords } from '../../../shared/i18n/language.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { residentWords } from '../../words.ts';
import { BasketBar } from './basket-bar.tsx';
import { ShelfRow } from './shelf-row.tsx';
import { useShelf } from './use-shelf.ts';

export function ShelfScreen() {
  const t = useWords(residentWords);
  const shelf = useShelf();
  return (
    <>
      <h1>{t('shelfTitle')}</h1>
      <p className="soft">{t('shelfHint')}</p>
      <Shown query={shelf}>{(items) => <Shelf items={items} />}</Shown>
    </>
  );
}

function Shelf({ items }: { readonly items: readonly ShelfItem[] }) {
  const t = useWords(residentWords);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = items.filter(({ nameZh, nameEn }) => `${nameZh} ${nameEn}`.toLowerCase().includes(wanted));
  if (items.length === 0) return <StatePanel icon="basket" title={t('shelfEmpty')} />;
  return (
    <>
      <Field label={t('find')} value={text} onChange={setText} />
      {found.length === 0 && <StatePanel icon="info" title={t('notFound', { text })} />}
      <ul className="shelf">
        {found.map((item) => (
          <ShelfRow key={item.skuId} item={item} />
        ))}
      </ul>
      <BasketBar items={items} />
    </>
  );
}
