import { Refusal } from '@baogong/drizzle/rules/refusal';
import type { Role } from '@baogong/drizzle/rules/vocabulary';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { contract } from '../contract/all.ts';
import type { AppEnv } from '../deps.ts';
import { accountOf } from '../reply/account-of.ts';

interface Demand {
  readonly signedIn: boolean;
  readonly roles: readonly Role[] | undefined;
}

/**
 * Turns strangers and wrong roles away before their input is even looked at, as the contract says. The actions judge role
 * and territory again, where the facts are.
 */
export const guard = createMiddleware<AppEnv>(async (c, next) => {
  const demand = matchedRoutes(c)
    .map(({ method, path }) => demands.get(`${method} ${path}`))
    .find(Boolean);
  if (demand?.signedIn) {
    const { grants } = accountOf(c);
    if (demand.roles && !grants.some(({ role }) => demand.roles?.includes(role))) {
      throw new Refusal('forbidden', { accepted: demand.roles });
    }
  }
  await next();
});

const demands: ReadonlyMap<string, Demand> = new Map(
  Object.values(contract).map((route) => [
    `${route.method.toUpperCase()} ${route.getRoutingPath()}`,
    { signedIn: 'security' in route, roles: 'x-roles' in route ? route['x-roles'] : undefined },
  ]),
);
