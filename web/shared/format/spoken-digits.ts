const zhDigits = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'];
const enDigits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A code as it is said aloud; on the telephone 1 is yāo, so that nobody hears seven. */
export function spokenDigits(code: string, language: 'zh' | 'en'): string {
  const digits = language === 'zh' ? zhDigits : enDigits;
  return [...code].map((digit) => digits[Number(digit)] ?? digit).join(' ');
}
