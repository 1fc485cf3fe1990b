/** As Node's own for options that it cannot read: `bin/run.mjs` says it in a sentence. */
class BadOption extends TypeError {
  readonly code = 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE';
}

const MAX = 1_000_000;

/** The whole number of an option. A bench that runs no round at all would find no fault either, so the least is one. */
export function wholeNumber([name, text]: readonly [name: string, text: string], { min = 1, max = MAX } = {}): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new BadOption(`--${name} ${text}: accepted is a whole number from ${min} to ${max}`);
}
