import { memo } from 'react';
import type { ShelfItem } from '../../../shared/api/types.ts';
import { weight } from '../../../shared/format/weight.ts';
import { yuan } from '../../../shared/format/yuan.ts';
import { useNameOf, useWords } from '../../../shared/i18n/language.tsx';
import { Stepper } from '../../../shared/ui/stepper.tsx';
import { unitsMax } from '../../basket.ts';
import { useBasket } from '../../basket-context.tsx';
import { residentWords } from '../../words.ts';

const FEW = 10;

export const ShelfRow = memo(function ShelfRow({ item }: { readonly item: ShelfItem }) {
  const t = useWords(residentWords);
  const name = useNameOf()(item);
  const { basket, setUnits } = useBasket();
  const stock = item.available && item.left > 0;
  return (
    <li className="card shelf-row">
      <div className="shelf-what">
        <h2>{name}</h2>
        <p className="soft">
          {weight(item.grams)}
          {item.temperatureClass !== 'ambient' && ` · ${t(item.temperatureClass)}`}
        </p>
        <p className="price number">{yuan(item.priceFen)}</p>
      </div>
      <div className="shelf-take">
        <Stepper
          value={Math.min(basket[item.skuId] ?? 0, unitsMax(item))}
          max={unitsMax(item)}
          onChange={(units) => setUnits(item, units)}
          labels={{ less: t('less', { name }), more: t('more', { name }), count: t('count', { name }) }}
        />
        <p className={stock ? 'stock in' : 'stock out'}>
          {!stock && t('soldOut')}
          {stock && (item.left <= FEW ? t('fewLeft', { left: item.left }) : t('inStock'))}
        </p>
      </div>
      <p className="soft shelf-quota">
        {item.quotaLeft > 0
          ? t('quotaLeft', { left: item.quotaLeft, quota: item.quota })
          : t('quotaUsed', { quota: item.quota })}
      </p>
    </li>
  );
});
