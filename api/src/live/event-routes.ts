import { type SessionView, sessionOfId } from '@baogong/drizzle/queries/identity/session-of-token';
import { eventsAfter, newestSeq } from '@baogong/drizzle/queries/live/events-after';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { streamEvents } from '../contract/events.ts';
import type { Deps } from '../deps.ts';
import { sessionOf } from '../reply/account-of.ts';
import { faultOf } from '../reply/fault.ts';
import { router } from '../reply/router.ts';
import { type Feed, type LiveEvent, liveEvent, liveFeed } from './feed.ts';
import { type Mailbox, mailbox } from './mailbox.ts';
import { maySee } from './may-see.ts';

const STREAM_S_DEFAULT = 3_600;
const HEARTBEAT_MS = 15_000;
const WAITING_MAX = 500;
const CATCH_UP_MAX = 1_000;

/** What happens, as it happens, to those whom it concerns. */
export function eventRoutes(deps: Deps) {
  const feed = liveFeed(deps);
  return router().openapi(streamEvents, (c) => {
    const session = sessionOf(c);
    const endsAt = performance.now() + 1000 * (c.req.valid('query').for ?? STREAM_S_DEFAULT);
    const lastId = c.req.valid('header')['Last-Event-ID'];
    c.header('X-Accel-Buffering', 'no');
    const after = lastId === undefined ? undefined : Number(lastId);
    // The library would tell the client an error's own message; the client comes back by itself, the log has the cause.
    return streamSSE(c, (stream) =>
      follow({ deps, feed, stream, session, endsAt, after }).catch((error: Error) =>
        c.get('logger').error({ event: 'stream.failed', fault: faultOf(error) }),
      ),
    );
  });
}

interface Following {
  readonly deps: Deps;
  readonly feed: Feed;
  readonly stream: SSEStreamingApi;
  readonly session: SessionView;
  readonly endsAt: number;
  readonly after: number | undefined;
}

async function follow(following: Following): Promise<void> {
  const { feed, stream } = following;
  const box = mailbox<LiveEvent>(WAITING_MAX);
  const leave = await feed.subscribe(box.put);
  stream.onAbort(box.wake);
  try {
    const sent = await catchUp(following);
    await deliver(following, { box, sent });
  } finally {
    leave();
  }
}

/** What the client missed since its last event; when that is too much, it is told to read everything again. */
async function catchUp({ deps, stream, session, after }: Following): Promise<number> {
  const { database } = deps;
  if (after === undefined) {
    await stream.writeSSE({ event: 'ready', data: '{}' });
    return 0;
  }
  const missed = await database.read((db) =>
    eventsAfter(db, { seq: after, limit: CATCH_UP_MAX + 1, cityId: session.cityId }),
  );
  if (missed.length > CATCH_UP_MAX) return snapshot(deps, stream);

  for (const event of missed) await send(stream, session, liveEvent(database, event));
  return missed.at(-1)?.seq ?? after;
}

async function deliver(
  following: Following,
  { box, sent }: { readonly box: Mailbox<LiveEvent>; readonly sent: number },
): Promise<void> {
  const { deps, stream, endsAt } = following;
  let { session } = following;
  let upTo = sent;
  let beatAt = performance.now() + HEARTBEAT_MS;

  while (!stream.aborted && performance.now() < endsAt) {
    const item = await box.take(Math.max(0, Math.min(beatAt, endsAt) - performance.now()));
    if (item === 'lagged') upTo = await snapshot(deps, stream);
    else if (item && item.event.seq > upTo) {
      await send(stream, session, item);
      upTo = item.event.seq;
    }
    if (performance.now() < beatAt) continue;

    const still = await again(deps, session);
    if (!still) return;
    session = still;
    await stream.write(': beat\n\n');
    beatAt = performance.now() + HEARTBEAT_MS;
  }
}

/** The session and its grants as they are now, if it still holds. */
function again({ database, clock }: Deps, { sessionId }: SessionView): Promise<SessionView | undefined> {
  return database.read((db) => sessionOfId(db, { sessionId, wallNow: new Date(), now: () => clock.now(db) }));
}

async function send(stream: SSEStreamingApi, session: SessionView, live: LiveEvent): Promise<void> {
  if (!(await maySee(session, live))) return;
  const { seq, name, payload } = live.event;
  await stream.writeSSE({ id: String(seq), event: name, data: JSON.stringify(payload) });
}

async function snapshot({ database }: Deps, stream: SSEStreamingApi): Promise<number> {
  const newest = await database.read(newestSeq);
  await stream.writeSSE({ id: String(newest), event: 'snapshot', data: '{}' });
  return newest;
}
