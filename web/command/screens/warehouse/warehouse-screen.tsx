import { useState } from 'react';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import { Shown } from '../../../shared/api/shown.tsx';
import type { Balance } from '../../../shared/api/types.ts';
import { useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Choice } from '../../../shared/ui/choice.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { StatePanel } from '../../../shared/ui/state-panel.tsx';
import { warehouseWords } from '../../warehouse-words.ts';
import { ReceiveForm } from './receive-form.tsx';
import { useBalances, usePack } from './use-warehouse.ts';

export function WarehouseScreen({ warehouseId }: { readonly warehouseId: string | undefined }) {
  const t = useWords(warehouseWords);
  if (!warehouseId) return <StatePanel icon="info" title={t('noWarehouse')} />;
  return <Warehouse id={warehouseId} />;
}

function Warehouse({ id }: { readonly id: string }) {
  const t = useWords(warehouseWords);
  const balances = useBalances(id);
  return (
    <main className="warehouse">
      <h1>{t('title')}</h1>
      <PackPart id={id} />
      <section className="card">
        <h2>{t('receive')}</h2>
        <p className="soft">{t('receiveHint')}</p>
        <Shown query={balances}>{(items) => <ReceiveForm id={id} items={items} />}</Shown>
      </section>
      <section className="card balances">
        <h2>{t('balances')}</h2>
        <Shown query={balances}>{(items) => <Balances items={items} />}</Shown>
      </section>
    </main>
  );
}

const limits = ['20', '100', '500'] as const;

function PackPart({ id }: { readonly id: string }) {
  const t = useWords(warehouseWords);
  const pack = usePack(id);
  const [limit, setLimit] = useState<(typeof limits)[number]>('100');
  return (
    <section className="card">
      <h2>{t('pack')}</h2>
      <p className="soft">{t('packHint')}</p>
      <Choice
        label={t('packLimit')}
        value={limit}
        options={limits.map((value) => ({ value, label: value }))}
        onChange={setLimit}
      />
      <Button look="primary" size="big" busy={pack.isPending} onPress={() => pack.mutate(Number(limit))}>
        {t('packNow')}
      </Button>
      <FailureNotice error={pack.error} />
      {pack.data && (
        <Notice
          tone={pack.data.orders > 0 ? 'ok' : 'info'}
          title={
            pack.data.orders > 0 ? t('packed', { orders: pack.data.orders, boxes: pack.data.boxes }) : t('packedNone')
          }
        >
          {pack.data.waiting > 0 && <p>{t('waiting', { count: pack.data.waiting })}</p>}
        </Notice>
      )}
    </section>
  );
}

function Balances({ items }: { readonly items: readonly Balance[] }) {
  const t = useWords(warehouseWords);
  const nameOf = useNameOf();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = items.filter((item) => `${item.code} ${item.nameZh} ${item.nameEn}`.toLowerCase().includes(wanted));
  if (items.length === 0) return <StatePanel icon="info" title={t('balancesNone')} />;
  return (
    <>
      <Field label={t('find')} value={text} onChange={setText} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('item')}</th>
            <th scope="col" className="number">
              {t('onHand')}
            </th>
            <th scope="col" className="number">
              {t('reserved')}
            </th>
            <th scope="col" className="number">
              {t('free')}
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((item) => (
            <tr key={item.skuId}>
              <th scope="row">
                {nameOf(item)} <small>{item.code}</small>
              </th>
              <td className="number">{item.onHand}</td>
              <td className="number">{item.reserved}</td>
              <td className="number">{item.onHand - item.reserved}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
