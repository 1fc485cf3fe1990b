import { setImmediate as nextTurn } from 'node:timers/promises';

/** The event loop gets a turn after so much searching. */
const TURN_MS = 40;

/** To be awaited within long work: lets others go on when this work has had its time. */
export function turns(signal: AbortSignal | undefined): () => Promise<void> {
  let endsMs = performance.now() + TURN_MS;
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() <= endsMs) return;
    await nextTurn();
    endsMs = performance.now() + TURN_MS;
  };
}
