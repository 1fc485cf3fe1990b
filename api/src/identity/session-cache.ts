import type { SessionView } from '@baogong/drizzle/queries/identity/session-of-token';

/** Keeps sessions for a moment, so that a burst of one person's requests asks the database once. */
export interface SessionCache {
  find(tokenHash: string, read: () => Promise<SessionView | undefined>): Promise<SessionView | undefined>;
  /** Ends what is known of a session in this process at once. */
  forget(sessionId: string): void;
}

const KEPT_MS = 5_000;
const SESSIONS_MAX = 20_000;

/** Another process learns of an ended session or grant after at most `KEPT_MS`. */
export function sessionCache(): SessionCache {
  const kept = new Map<string, { readonly view: SessionView; readonly until: number }>();
  return {
    async find(tokenHash, read) {
      const known = kept.get(tokenHash);
      if (known && known.until > Date.now()) return known.view;

      kept.delete(tokenHash);
      const view = await read();
      if (view) {
        if (kept.size >= SESSIONS_MAX) kept.clear();
        kept.set(tokenHash, { view, until: Date.now() + KEPT_MS });
      }
      return view;
    },
    forget(sessionId) {
      for (const [tokenHash, { view }] of kept) if (view.sessionId === sessionId) kept.delete(tokenHash);
    },
  };
}
