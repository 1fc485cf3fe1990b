import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@baogong/drizzle/database/port';
import type { Logger } from 'pino';

export interface Leading {
  readonly database: Database;
  /** What only one process of this database does at a time. */
  readonly name: string;
  /** Begins the work; what it gives ends it. */
  readonly start: () => Promise<() => Promise<void>>;
  readonly log: Logger;
  readonly lookEveryMs?: number;
}

export interface Leadership {
  readonly leads: () => boolean;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;

/** Works while this process holds the name, waits while another does, and is ready to take over when that one dies. */
export function whileLeading({ database, name, start, log, lookEveryMs = LOOK_EVERY_MS }: Leading): Leadership {
  const stopping = new AbortController();
  let leads = false;

  const term = async (): Promise<void> => {
    const held = await database.hold(name);
    if (!held) return;
    try {
      const end = await start();
      leads = true;
      log.info({ event: 'lead.begun', name });
      try {
        await firstOf(stopping.signal, held.lost);
      } finally {
        leads = false;
        await end();
      }
    } finally {
      await held.release();
      log.info({ event: 'lead.ended', name });
    }
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await term().catch((error: unknown) => log.error({ event: 'lead.failed', name, err: error }));
      await delay(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    leads: () => leads,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function firstOf(...signals: readonly AbortSignal[]): Promise<void> {
  const any = AbortSignal.any([...signals]);
  return new Promise((resolve) => {
    if (any.aborted) resolve();
    else any.addEventListener('abort', () => resolve(), { once: true });
  });
}
