import { setTimeout as delay } from 'node:timers/promises';
import { Unavailable } from '@baogong/drizzle/rules/refusal';

const LOOK_EVERY_MS = 10;

/** Asks again and again until there is an answer; a database that is away for a while has none. */
export async function untilAnswered<T>(
  ask: () => Promise<T | undefined>,
  { withinMs, what }: { readonly withinMs: number; readonly what: string },
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask().catch(whileAway);
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Overdue(`${what}: not within ${withinMs / 1000} s`);
    await delay(LOOK_EVERY_MS);
  }
}

/** What was promised within a time did not come. */
export class Overdue extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Overdue';
  }
}

function whileAway(error: unknown): undefined {
  if (!(error instanceof Unavailable)) throw error;
}
