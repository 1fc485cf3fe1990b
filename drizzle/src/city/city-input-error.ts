/** What is wrong with a file, a row or an option that someone gave to a city command. */
export interface CityInputProblem {
  /** The file, option or `file:line field` that is wrong. */
  readonly field: string;
  /** What stood there, shortened if long. */
  readonly value?: unknown;
  readonly problem: string;
  readonly accepted: string;
}

const SHOWN_VALUE_CHARS_MAX = 120;

/** Bad input to a city command: one sentence that names the place, the value and what is accepted. */
export class CityInputError extends Error {
  readonly input: CityInputProblem;

  constructor(input: CityInputProblem, options?: { cause?: unknown }) {
    const shown = input.value === undefined ? '' : ` ${shorten(input.value)}`;
    super(`${input.field}${shown}: ${input.problem}; accepted: ${input.accepted}`, options);
    this.name = 'CityInputError';
    this.input = input;
  }
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_VALUE_CHARS_MAX ? `${text.slice(0, SHOWN_VALUE_CHARS_MAX)}…` : text;
}
