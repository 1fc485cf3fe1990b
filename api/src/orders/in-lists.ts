import { Refusal, Unavailable, type Verdict } from '@baogong/drizzle/rules/refusal';
import { orThrow } from '@baogong/drizzle/rules/verdict';

export interface InListsOptions<Asked, Answer> {
  /** Answers each of a list, in its order. What it throws concerns the list as a whole. */
  readonly run: (list: readonly Asked[]) => Promise<readonly Verdict<Answer>[]>;
  /** Two of one name never run at the same time: the later one waits for what the earlier one did. */
  readonly nameOf: (asked: Asked) => string;
  readonly listMax?: number;
  readonly listsAtOnce?: number;
  readonly waitingMax?: number;
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly name: string;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  /** Was in a list that failed as a whole. */
  alone: boolean;
}

const LIST_MAX = 64;
/** One list is decided while the one before it is written to disk; more of them only wait for each other's balances. */
const LISTS_AT_ONCE = 1;
const WAITING_MAX = 2_000;
const RETRY_AFTER_S = 1;

/**
 * Turns single requests into lists: what comes in while others are being answered is answered together, in order of arrival.
 * Nobody waits for a list to fill: on a quiet day each request is a list of its own, in a rush the lists grow with it.
 */
export function inLists<Asked, Answer>({
  run,
  nameOf,
  listMax = LIST_MAX,
  listsAtOnce = LISTS_AT_ONCE,
  waitingMax = WAITING_MAX,
}: InListsOptions<Asked, Answer>): (asked: Asked) => Promise<Answer> {
  type Entry = Waiting<Asked, Answer>;
  let waiting: Entry[] = [];
  const busy = new Set<string>();
  let running = 0;
  let scheduled = false;

  return (asked) => {
    if (waiting.length >= waitingMax) throw new Refusal('tooManyRequests', { retryAfterS: RETRY_AFTER_S });
    return new Promise<Answer>((resolve, reject) => {
      waiting.push({ asked, name: nameOf(asked), resolve, reject, alone: false });
      schedule();
    });
  };

  /** What arrives in the same turn of the event loop is taken together. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (running < listsAtOnce) {
        const list = nextList();
        if (list.length === 0) return;
        void answer(list);
      }
    });
  }

  function nextList(): Entry[] {
    const list: Entry[] = [];
    const left: Entry[] = [];
    for (const entry of waiting) {
      const full = list.length >= listMax || (list.length > 0 && (entry.alone || list[0]?.alone === true));
      if (full || busy.has(entry.name)) {
        left.push(entry);
        continue;
      }
      busy.add(entry.name);
      list.push(entry);
    }
    waiting = left;
    return list;
  }

  async function answer(list: readonly Entry[]): Promise<void> {
    running++;
    try {
      const verdicts = await run(list.map(({ asked }) => asked));
      for (const [index, entry] of list.entries()) settle(entry, verdicts[index]);
    } catch (error) {
      failed(list, error);
    } finally {
      for (const { name } of list) busy.delete(name);
      running--;
      schedule();
    }
  }

  /** One that cannot be answered must not take the others with it: each is tried again by itself. */
  function failed(list: readonly Entry[], error: unknown): void {
    if (list.length === 1 || error instanceof Unavailable) {
      for (const entry of list) entry.reject(error);
      return;
    }
    for (const entry of list) entry.alone = true;
    waiting = [...list, ...waiting];
  }

  function settle({ resolve, reject }: Entry, verdict: Verdict<Answer> | undefined): void {
    try {
      if (!verdict) throw new RangeError('a list has an answer for each that is in it');
      resolve(orThrow(verdict));
    } catch (error) {
      reject(error);
    }
  }
}
