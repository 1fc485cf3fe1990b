import { useEffect, useState } from 'react';
import { useWords } from '../../shared/i18n/language.tsx';
import { commandWords } from '../words.ts';
import { useTown } from './town-map.tsx';

/** What is drawn in the part of the map that is in sight, in words for those who do not see it. */
export function ShownCount() {
  const { chart } = useTown();
  const t = useWords(commandWords);
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    const count = (layers: string[], key: string, value?: string): number => {
      const found = chart.queryRenderedFeatures({ layers }).map(({ properties }) => properties);
      const wanted = value === undefined ? found : found.filter(({ kind }) => kind === value);
      return new Set(wanted.map((properties) => properties[key])).size;
    };
    // Said once everything is drawn: after a change of the language that is when the labels are drawn anew.
    const onIdle = () => {
      const travellers = count(['traveller'], 'code');
      const zones = count(['zone-fill', 'zone-to-come'], 'id');
      setShown(t('shown', { travellers, zones, gates: count(['place'], 'name', 'gate') }));
    };
    chart.on('idle', onIdle);
    return () => {
      chart.off('idle', onIdle);
    };
  }, [chart, t]);
  if (!shown) return null;
  return <p className="hidden-text">{shown}</p>;
}
