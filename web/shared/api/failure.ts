import type { Pair } from '../i18n/words.ts';

/** What the counter says when it says no: problem+json. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly detail?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly requestId?: string;
}

export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.titleEn}`);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** No answer came at all. */
export class Offline extends Error {
  constructor(cause: unknown) {
    super('no answer from the server', { cause });
    this.name = 'Offline';
  }
}

/** May the very same call succeed a little later? */
export function isPassing(error: unknown): boolean {
  return error instanceof Offline || (error instanceof Refused && [429, 503].includes(error.problem.status));
}

export interface Failure {
  readonly kind: 'offline' | 'refused';
  readonly title: Pair;
  readonly lines: readonly string[];
}

/** A failure as people read it. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refused) {
    const { title, titleEn, errors = [] } = error.problem;
    return {
      kind: 'refused',
      title: [title, titleEn],
      lines: errors.map(({ path, message }) => `${path}: ${message}`),
    };
  }
  if (error instanceof Offline) {
    return {
      kind: 'offline',
      title: ['网络不通，请检查后重试', 'No connection. Please check it and try again'],
      lines: [],
    };
  }
  return { kind: 'refused', title: ['页面出错，请刷新', 'The page has a fault, please reload'], lines: [] };
}
