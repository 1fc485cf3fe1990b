import { newId } from '@baogong/drizzle/rules/ids';
import { roles } from '@baogong/drizzle/rules/vocabulary';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../contract/all.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

const routes = Object.entries(contract).map(([name, route]) => ({
  name,
  method: route.method.toUpperCase(),
  path: route.getRoutingPath(),
  signedIn: 'security' in route,
  allowed: 'x-roles' in route ? route['x-roles'] : undefined,
}));

/** With a body that is never looked at, because rights come first. */
function request(path: string, method: string, token?: string): Request {
  const filled = path
    .replaceAll(':id', newId())
    .replace(':day', '2026-04-01')
    .replaceAll(/:[xyz]/g, '1');
  return new Request(`http://counter.test${filled}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': newId(),
      ...(token && { Authorization: `Bearer ${token}` }),
    },
  });
}

describe('who may call what', () => {
  let database: TestDatabase;
  let counter: Counter;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    database = await openTestDatabase();
    counter = await openCounter(database);
    for (const role of roles) tokens.set(role, (await counter.hire(role)).token);
  });
  afterAll(() => database.close());

  it.each(routes.filter(({ signedIn }) => signedIn))('$name refuses strangers', async ({ path, method }) => {
    const answer = await counter.app.request(request(path, method));
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'notSignedIn' }]);
  });

  it.each(routes.filter(({ allowed }) => allowed))(
    '$name refuses every other role',
    async ({ path, method, allowed }) => {
      for (const role of roles) {
        const answer = await counter.app.request(request(path, method, tokens.get(role)));
        const refused = answer.status === 403 && (await answer.json()).code === 'forbidden';
        // A role that is allowed gets past this point, to whatever its missing input or the world has to say.
        expect({ role, refused }).toEqual({ role, refused: !allowed?.includes(role) });
      }
    },
  );

  it('leaves open only what must be', () => {
    expect(routes.filter(({ signedIn }) => !signedIn).map(({ name }) => name)).toEqual([
      'healthz',
      'readyz',
      'askCode',
      'signIn',
      'openLink',
    ]);
  });
});
