import { type RefusalCode, refusals } from './refusal-codes.ts';

/** What a refusal names: the field, the value that came and what would be accepted; ids and facts, no personal data. */
export type RefusalDetails = Readonly<Record<string, unknown>>;

/** The business says no. Actions throw it, so that the transaction rolls back; one table maps its code to HTTP and titles. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(`${code}: ${refusals[code].en}`);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** A dependency failed; the same call may succeed later. */
export class Unavailable extends Error {
  /** Which part it is, where somebody outside should know: `database`, `queue`. */
  readonly part: string | undefined;

  constructor(message: string, options?: { cause?: unknown; part?: string }) {
    super(message, options);
    this.name = 'Unavailable';
    this.part = options?.part;
  }
}

/** Our own bug: crash the request or the job, not the system. */
export class InvariantError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'InvariantError';
  }
}

/** A rule's answer: rules return verdicts, actions turn a negative one into a thrown `Refusal`. */
export type Verdict<T = undefined> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };
