import { Unavailable } from '@baogong/drizzle/rules/refusal';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import type { RoutingEngine } from '../engine.ts';
import { lawKeyOf } from '../law-key.ts';
import type { LawRouters } from '../law-routers.ts';
import type { OsrmClientOptions } from './osrm-client.ts';
import { osrmEngine } from './osrm-engine.ts';

/** A living router, as its keeper has recorded it. */
export interface RecordedRouter {
  readonly profile: Profile;
  readonly url: string;
  readonly token: string;
  /** The laws that it keeps exactly. */
  readonly lawKeys: readonly string[];
}

interface Options {
  readonly read: () => Promise<readonly RecordedRouter[]>;
  /** A clock that only runs forward; a test passes its own. */
  readonly nowMs?: () => number;
  readonly client?: Omit<OsrmClientOptions, 'baseUrl' | 'token'>;
}

/** What was read is believed so long: a retired process answers for two seconds more, and by no law but its own. */
const FRESH_MS = 500;
/** A law that no router is known for may have one by now, but nobody has to ask more often than this. */
const LOOK_AGAIN_MS = 50;
/**
 * An engine of our own, on this machine or the next, answers a leg in milliseconds and a block of a large table in a second or
 * two, one after the other.
 */
const CLIENT = { timeoutMs: 8_000, retriesMax: 1, blockPlaces: 500, concurrencyMax: 4 } as const;

/** OSRM by the keeper's record: the process whose law is exactly the one asked for, checked again by the token of each answer. */
export function recordedRouters({ read, nowMs = () => performance.now(), client = CLIENT }: Options): LawRouters {
  const engines = new Map<string, RoutingEngine>();
  let known: readonly RecordedRouter[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  return { under, close: async () => engines.clear() };

  async function under(profile: Profile, law: Parameters<LawRouters['under']>[1]): Promise<RoutingEngine | undefined> {
    const key = lawKeyOf(law);
    if (nowMs() - readAtMs > FRESH_MS) await look();
    if (!routerFor(profile, key) && nowMs() - readAtMs > LOOK_AGAIN_MS) await look();
    const router = routerFor(profile, key);
    return router && engineOf(router);
  }

  function routerFor(profile: Profile, key: string): RecordedRouter | undefined {
    return known.find((router) => router.profile === profile && router.lawKeys.includes(key));
  }

  function look(): Promise<void> {
    reading ??= read()
      .catch((error: unknown) => {
        known = [];
        throw new Unavailable('which routers there are is not known', { cause: error });
      })
      .then((routers) => {
        known = routers;
        forgetOthers();
      })
      .finally(() => {
        readAtMs = nowMs();
        reading = undefined;
      });
    return reading;
  }

  /** One engine per process, so that its breaker remembers how it fared. */
  function engineOf(router: RecordedRouter): RoutingEngine {
    const name = nameOf(router);
    const engine =
      engines.get(name) ?? osrmEngine({ [router.profile]: router.url }, { ...client, token: router.token });
    engines.set(name, engine);
    return engine;
  }

  function forgetOthers(): void {
    const living = new Set(known.map(nameOf));
    for (const name of engines.keys()) if (!living.has(name)) engines.delete(name);
  }
}

function nameOf({ profile, url, token }: RecordedRouter): string {
  return `${profile} ${url} ${token}`;
}
