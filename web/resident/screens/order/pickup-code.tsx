import { spokenDigits } from '../../../shared/format/spoken-digits.ts';
import { useLanguage, useWords } from '../../../shared/i18n/language.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { QrCode } from '../../../shared/ui/qr-code.tsx';
import { residentWords } from '../../words.ts';

const voices = { zh: 'zh-CN', en: 'en-GB' } as const;

/** Large enough to be read across a table, short enough to be said. */
export function PickupCode({ code }: { readonly code: string }) {
  const t = useWords(residentWords);
  const { language } = useLanguage();
  const digits = spokenDigits(code, language);
  const speak = () => {
    const said = new SpeechSynthesisUtterance(digits);
    said.lang = voices[language];
    said.rate = 0.7;
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  };
  return (
    <section className="card pickup">
      <h2>{t('pickupCode')}</h2>
      <div className="pickup-row">
        <div>
          <p className="pickup-code number">
            {code.slice(0, 3)}
            <span className="pickup-gap"> </span>
            {code.slice(3)}
          </p>
          <p className="soft">{t('sayIt', { digits })}</p>
        </div>
        <QrCode text={code} label={t('qrLabel', { code })} />
      </div>
      <p className="soft">{t('pickupHint')}</p>
      {'speechSynthesis' in window && <Button onPress={speak}>{t('speak')}</Button>}
    </section>
  );
}
