/** One thing said in both languages. A pair cannot be written half, so no language lacks a key. */
export type Pair = readonly [zh: string, en: string];

export type Params = Readonly<Record<string, string | number>>;

/** Keeps the keys of a catalogue as a type. */
export function words<Key extends string>(catalogue: Readonly<Record<Key, Pair>>): Readonly<Record<Key, Pair>> {
  return catalogue;
}

export function pick([zh, en]: Pair, language: 'zh' | 'en'): string {
  return language === 'en' ? en : zh;
}

/** `{name}` in a text stands for a parameter. */
export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
