import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Unlisten } from '@baogong/drizzle/database/port';
import { type DomainEvent, parseEvent } from '@baogong/drizzle/events/union';
import type { Logger } from 'pino';
import type { JobRequest } from '../queues/define-job.ts';
import { numberBatch, type WaitingEvent, waitingEvents } from './batch.ts';

export interface RelayOptions {
  readonly database: Database;
  /** Which jobs an event nudges; their cause is the event's id. */
  readonly jobsOf: (event: DomainEvent, eventId: string) => readonly JobRequest[];
  readonly add: (requests: readonly JobRequest[]) => Promise<void>;
  readonly log: Logger;
  /** Wake-ups can be lost with a connection, so the relay also looks by itself. */
  readonly pollMs?: number;
  readonly batchMax?: number;
}

export interface Relay {
  /** Passes on everything that is waiting now; two calls at once share one pass. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

const POLL_MS = 1_000;
const BATCH_MAX = 200;

/**
 * Passes committed events on: first their jobs are added, then they get their numbers. A crash between the two adds the
 * jobs again, which their ids make harmless; the other order could lose a nudge.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { database, jobsOf, add, log, pollMs = POLL_MS, batchMax = BATCH_MAX } = options;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  /** An event that no version of the code knows must not hold up all that come after it. */
  const nudges = (waiting: WaitingEvent): readonly JobRequest[] => {
    let event: DomainEvent;
    try {
      event = parseEvent(waiting);
    } catch (error) {
      log.error({ event: 'relay.unreadable', eventId: waiting.id, name: waiting.name, err: error });
      return [];
    }
    return jobsOf(event, waiting.id);
  };
  const passOne = async (): Promise<boolean> => {
    const batch = await waitingEvents(database, batchMax);
    if (batch.length === 0) return false;
    await add(batch.flatMap(nudges));
    await numberBatch(
      database,
      batch.map(({ id }) => id),
    );
    return true;
  };
  const passAll = async (): Promise<void> => {
    do {
      again = false;
      while (!stopping.signal.aborted && (await passOne()));
    } while (again && !stopping.signal.aborted);
  };
  const drain = (): Promise<void> => {
    again = true;
    running ??= passAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  const wake = () => {
    drain().catch((error: unknown) => log.error({ event: 'relay.failed', err: error }));
  };

  const unlisten: Unlisten = await database.listen('outbox', wake);
  const polling = poll(wake, pollMs, stopping.signal);
  return {
    drain,
    async stop() {
      await unlisten();
      stopping.abort();
      await polling;
      await running;
    },
  };
}

async function poll(wake: () => void, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    wake();
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
