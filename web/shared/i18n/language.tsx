import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { keptText } from './kept-text.ts';
import { fill, type Pair, type Params, pick } from './words.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

interface Speaking {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const SpeakingContext = createContext<Speaking>({ language: 'zh', setLanguage: () => undefined });

const kept = keptText('baogong.language');
const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Chinese first; the choice stays on this device. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (kept.read() === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    document.documentElement.lang = tags[language];
    kept.write(language);
  }, [language]);
  const speaking = useMemo(() => ({ language, setLanguage }), [language]);
  return <SpeakingContext value={speaking}>{children}</SpeakingContext>;
}

export function useLanguage(): Speaking {
  return useContext(SpeakingContext);
}

/** The words of a part in the language that is spoken: `t('title')`, `t('left', { count: 3 })`. */
export function useWords<Key extends string>(words: Readonly<Record<Key, Pair>>) {
  const { language } = useLanguage();
  return useCallback((key: Key, params?: Params) => fill(pick(words[key], language), params), [words, language]);
}

/** Names that come as data in both languages. */
export function useNameOf() {
  const { language } = useLanguage();
  return useCallback(
    (named: { readonly nameZh: string; readonly nameEn?: string }) =>
      language === 'en' && named.nameEn ? named.nameEn : named.nameZh,
    [language],
  );
}
