import type { Database, Unlisten } from '@baogong/drizzle/database/port';
import { type Concerned, concernedBy } from '@baogong/drizzle/queries/live/concerned-by';
import { eventsAfter, type NumberedEvent, newestSeq } from '@baogong/drizzle/queries/live/events-after';
import type { Logger } from 'pino';
import { faultOf } from '../reply/fault.ts';

/** An event on its way to clients; whom it concerns is looked up at most once, and only when somebody needs to know. */
export interface LiveEvent {
  readonly event: NumberedEvent;
  readonly concerned: () => Promise<Concerned>;
}

/** One reader of the outbox for all streams of this process; at rest while nobody listens. */
export interface Feed {
  subscribe(onEvent: (event: LiveEvent) => void): Promise<() => void>;
}

export interface FeedOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** Notifications are lost with a connection, so the feed also looks by itself. */
  readonly pollMs?: number;
}

const POLL_MS = 5_000;
const BATCH_MAX = 200;

export function liveFeed({ database, logger, pollMs = POLL_MS }: FeedOptions): Feed {
  const listeners = new Set<(event: LiveEvent) => void>();
  let running: Promise<() => Promise<void>> | undefined;

  /** Every later listener shares the run of the first one; the last one out ends it. */
  const start = async (): Promise<() => Promise<void>> => {
    let seq = await database.read(newestSeq);
    let passing: Promise<void> | undefined;
    let again = false;

    const passAll = async () => {
      do {
        again = false;
        const batch = await database.read((db) => eventsAfter(db, { seq, limit: BATCH_MAX }));
        for (const event of batch) {
          const live = liveEvent(database, event);
          for (const listener of listeners) listener(live);
          seq = event.seq;
        }
        if (batch.length === BATCH_MAX) again = true;
      } while (again);
    };
    const wake = () => {
      again = true;
      passing ??= passAll()
        .catch((error: Error) => logger.error({ event: 'feed.failed', fault: faultOf(error) }))
        .finally(() => {
          passing = undefined;
        });
    };
    const unlisten: Unlisten = await database.listen('events', wake);
    const timer = setInterval(wake, pollMs);
    timer.unref();
    wake();
    return async () => {
      clearInterval(timer);
      await unlisten();
      await passing;
    };
  };

  const stop = () => {
    const ending = running;
    running = undefined;
    ending
      ?.then((end) => end())
      .catch((error: Error) => logger.error({ event: 'feed.notStopped', fault: faultOf(error) }));
  };
  return {
    async subscribe(onEvent) {
      listeners.add(onEvent);
      running ??= start();
      const leave = () => {
        if (listeners.delete(onEvent) && listeners.size === 0) stop();
      };
      await running.catch((error: unknown) => {
        leave();
        throw error;
      });
      return leave;
    },
  };
}

export function liveEvent(database: Database, event: NumberedEvent): LiveEvent {
  let known: Promise<Concerned> | undefined;
  return {
    event,
    concerned: () => {
      known ??= database.read((db) => concernedBy(db, event));
      return known;
    },
  };
}
