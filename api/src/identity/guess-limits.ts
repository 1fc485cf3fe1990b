import { Refusal } from '@baogong/drizzle/rules/refusal';
import type { RefusalCode } from '@baogong/drizzle/rules/refusal-codes';
import { type MakeTryLimit, type TryLimit, tryLimit } from './try-limit.ts';

/** Against guessing of codes: by account where one is signed in, else by address, and by phone from an address. */
export interface GuessLimits {
  readonly pickup: TryLimit;
  readonly codesToPhone: TryLimit;
  readonly codesFromAddress: TryLimit;
  readonly signInAtPhone: TryLimit;
  readonly signInFromAddress: TryLimit;
}

const WINDOW_S = 600;
/** Slips of one person; a whole desk or neighbourhood may share an address. */
const maxima = { wall: { one: 10, address: 60 }, stepped: { one: 100_000, address: 100_000 } } as const;

/** Simulated cities live a day in minutes, so there the limits only stop a runaway. */
export function guessLimits(kind: keyof typeof maxima, make: MakeTryLimit = tryLimit): GuessLimits {
  const { one, address } = maxima[kind];
  const of = (name: keyof GuessLimits, max: number) => make({ name, max, windowS: WINDOW_S });
  return {
    pickup: of('pickup', one),
    codesToPhone: of('codesToPhone', one),
    codesFromAddress: of('codesFromAddress', address),
    signInAtPhone: of('signInAtPhone', one),
    signInFromAddress: of('signInFromAddress', address),
  };
}

/** Only a wrong guess uses up its tries; what succeeds, or fails for another reason, gives them back. */
export async function countingWrong<T>(
  { spent, wrong }: { readonly spent: readonly (() => Promise<void>)[]; readonly wrong: readonly RefusalCode[] },
  run: () => Promise<T>,
): Promise<T> {
  try {
    const result = await run();
    for (const giveBack of spent) await giveBack();
    return result;
  } catch (error) {
    const wasWrong = error instanceof Refusal && wrong.includes(error.code);
    if (!wasWrong) for (const giveBack of spent) await giveBack();
    throw error;
  }
}
