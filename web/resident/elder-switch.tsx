import { useEffect, useState } from 'react';
import { sessionWords } from '../shared/api/words.ts';
import { keptText } from '../shared/i18n/kept-text.ts';
import { useWords } from '../shared/i18n/language.tsx';

const kept = keptText('baogong.elder');

/** 长辈版: larger text and targets on every page; the choice stays on this device. */
export function ElderSwitch() {
  const t = useWords(sessionWords);
  const [isElder, setElder] = useState(() => kept.read() === 'on');
  useEffect(() => {
    document.documentElement.toggleAttribute('data-elder', isElder);
    kept.write(isElder ? 'on' : null);
  }, [isElder]);
  return (
    <button type="button" className="bar-button" onClick={() => setElder(!isElder)}>
      {isElder ? t('elderOff') : t('elder')}
    </button>
  );
}
