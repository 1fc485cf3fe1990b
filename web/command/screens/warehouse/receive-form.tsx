import { type FormEvent, useId, useState } from 'react';
import { FailureNotice } from '../../../shared/api/failure-view.tsx';
import type { Balance } from '../../../shared/api/types.ts';
import { useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Notice } from '../../../shared/ui/notice.tsx';
import { warehouseWords } from '../../warehouse-words.ts';
import { useReceive } from './use-warehouse.ts';

const UNITS_MAX = 1_000_000;

export function ReceiveForm({ id, items }: { readonly id: string; readonly items: readonly Balance[] }) {
  const t = useWords(warehouseWords);
  const nameOf = useNameOf();
  const selectId = useId();
  const [skuId, setSkuId] = useState(items[0]?.skuId ?? '');
  const [quantity, setQuantity] = useState('');
  const [fault, setFault] = useState<string>();
  const receive = useReceive(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const units = Number(quantity);
    if (!Number.isInteger(units) || units < 1 || units > UNITS_MAX) return setFault(t('quantityFault'));
    receive.mutate({ skuId, quantity: units }, { onSuccess: () => setQuantity('') });
  };
  const change = (text: string) => {
    setQuantity(text);
    setFault(undefined);
  };
  return (
    <form className="receive" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={selectId}>{t('item')}</label>
        <select id={selectId} value={skuId} onChange={({ target }) => setSkuId(target.value)}>
          {items.map((item) => (
            <option key={item.skuId} value={item.skuId}>
              {item.code} {nameOf(item)}
            </option>
          ))}
        </select>
      </div>
      <Field label={t('quantity')} value={quantity} onChange={change} fault={fault} />
      <Button look="primary" submits busy={receive.isPending}>
        {t('receiveNow')}
      </Button>
      <FailureNotice error={receive.error} />
      {receive.data && <Notice tone="ok" title={t('received', { units: receive.data.units })} />}
    </form>
  );
}
