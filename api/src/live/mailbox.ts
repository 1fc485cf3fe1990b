/** What lies between the one feed and one client who may be slow. */
export interface Mailbox<T> {
  /** Never waits: when it is full everything in it is dropped and the taker learns that it lagged. */
  put(item: T): void;
  /** The next item; `lagged` once after a drop; nothing when `timeoutMs` has passed or `wake` was called. */
  take(timeoutMs: number): Promise<T | 'lagged' | undefined>;
  wake(): void;
}

export function mailbox<T>(sizeMax: number): Mailbox<T> {
  let items: T[] = [];
  let lagged = false;
  let waiting: (() => void) | undefined;

  const wake = () => {
    waiting?.();
    waiting = undefined;
  };
  const next = (): T | 'lagged' | undefined => {
    if (!lagged) return items.shift();
    lagged = false;
    return 'lagged';
  };
  return {
    put(item) {
      if (items.length >= sizeMax) {
        items = [];
        lagged = true;
      } else if (!lagged) items.push(item);
      wake();
    },
    async take(timeoutMs) {
      if (items.length === 0 && !lagged) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          waiting = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        waiting = undefined;
      }
      return next();
    },
    wake,
  };
}
