import { useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n/language.tsx';
import { commandWords } from '../words.ts';
import { useTown } from './town-map.tsx';

interface Shown {
  readonly travellers: number;
  readonly zones: number;
  readonly gates: number;
}

/** What is drawn in the part of the map that is in sight, in words for those who do not see it. */
export function ShownCount() {
  const { chart } = useTown();
  const t = useWords(commandWords);
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    const count = (layers: string[], key: string, value?: string): number => {
      const found = chart.queryRenderedFeatures({ layers }).map(({ properties }) => properties);
      const wanted = value === undefined ? found : found.filter(({ kind }) => kind === value);
      return new Set(wanted.map((properties) => properties[key])).size;
    };
    const onIdle = () =>
      setShown({
        travellers: count(['traveller'], 'code'),
        zones: count(['zone-fill', 'zone-to-come'], 'id'),
        gates: count(['place'], 'name', 'gate'),
      });
    chart.on('idle', onIdle);
    return () => {
      chart.off('idle', onIdle);
    };
  }, [chart]);
  if (!shown) return null;
  return <p className="hidden-text">{t('shown', { ...shown })}</p>;
}
