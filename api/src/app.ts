import { methodNotAllowed } from 'hono/method-not-allowed';
import { dayRoutes } from './command/day-routes.ts';
import { mapRoutes } from './command/map-routes.ts';
import { planRoutes } from './command/plan-routes.ts';
import { routeRoutes } from './command/route-routes.ts';
import { zoneRoutes } from './command/zone-routes.ts';
import { courierRoutes } from './courier/courier-routes.ts';
import type { Deps } from './deps.ts';
import { healthRoutes } from './health/health-routes.ts';
import { guessLimits } from './identity/guess-limits.ts';
import { identityRoutes } from './identity/identity-routes.ts';
import { sessionCache } from './identity/session-cache.ts';
import { eventRoutes } from './live/event-routes.ts';
import { guard } from './middleware/guard.ts';
import { headers, notKept } from './middleware/headers.ts';
import { pages } from './middleware/pages.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { requestLog } from './middleware/request-log.ts';
import { session } from './middleware/session.ts';
import { sizeLimit } from './middleware/size-limit.ts';
import { timeLimit } from './middleware/time-limit.ts';
import { openApi } from './open-api.ts';
import { homeRoutes } from './orders/home-routes.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { pickupRoutes } from './orders/pickup-routes.ts';
import { onError } from './reply/on-error.ts';
import { problem } from './reply/problem.ts';
import { refusalCounter } from './reply/refusal-counter.ts';
import { router } from './reply/router.ts';
import { healthFactRoutes } from './riders/health-fact-routes.ts';
import { simulationRoutes } from './simulation/simulation-routes.ts';
import { tileRoutes } from './tiles/tile-routes.ts';
import { warehouseRoutes } from './warehouses/warehouse-routes.ts';

/** Signing in is what strangers try. Simulated cities live a day in minutes, so there the limit only stops a runaway. */
const rates = {
  wall: { any: { burst: 120, perSecond: 20 }, signIn: { burst: 20, perSecond: 0.5 } },
  stepped: { any: { burst: 100_000, perSecond: 50_000 }, signIn: { burst: 100_000, perSecond: 50_000 } },
} as const;

/** The counter: every route of the contract over the given database, clock and gateway. */
export function createApp(deps: Deps) {
  const cache = sessionCache();
  const counter = refusalCounter();
  const limits = guessLimits(deps.clock.kind, deps.tryLimit);
  const app = router();

  app.onError(onError(counter));
  app.notFound((c) => problem(c, { code: 'notFound' }));
  app.use(requestLog(deps.logger));
  app.use(headers);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = methods.toSorted().join(', ');
        return problem(c, { code: 'methodNotAllowed', details: { accepted: allow }, headers: { allow } });
      },
    }),
  );
  app.use(sizeLimit);
  app.use(timeLimit(deps.config.requestTimeoutMs));
  app.use('/v1/*', notKept);
  app.use('/v1/*', session(deps, cache));
  app.use('/v1/*', rateLimit(rates[deps.clock.kind].any));
  app.use('/v1/auth/*', rateLimit(rates[deps.clock.kind].signIn));
  app.use('/v1/*', guard);

  const routed = app
    .route('/', healthRoutes(deps))
    .route('/', identityRoutes(deps, cache, limits))
    .route('/', homeRoutes(deps))
    .route('/', orderRoutes(deps))
    .route('/', warehouseRoutes(deps))
    .route('/', courierRoutes(deps))
    .route('/', pickupRoutes(deps, limits))
    .route('/', healthFactRoutes(deps))
    .route('/', zoneRoutes(deps))
    .route('/', mapRoutes(deps))
    .route('/', routeRoutes(deps))
    .route('/', planRoutes(deps, counter))
    .route('/', dayRoutes(deps))
    .route('/', tileRoutes(deps))
    .route('/', eventRoutes(deps))
    .route('/', simulationRoutes(deps));
  openApi(routed);
  if (deps.pages) routed.route('/', pages(deps.pages));
  return routed;
}

export type App = ReturnType<typeof createApp>;
