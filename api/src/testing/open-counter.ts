import { makeLink } from '@baogong/drizzle/actions/identity/make-link';
import { openSession } from '@baogong/drizzle/actions/identity/open-session';
import { type Clock, clockOf, startSteppedClock } from '@baogong/drizzle/database/clock';
import { type Id, newId } from '@baogong/drizzle/rules/ids';
import type { Role } from '@baogong/drizzle/rules/vocabulary';
import { accounts, grants } from '@baogong/drizzle/schema/accounts';
import { jurisdictions } from '@baogong/drizzle/schema/jurisdictions';
import { people } from '@baogong/drizzle/schema/people';
import { openTestDatabase, type TestDatabase } from '@baogong/drizzle/testing/open-test-database';
import {
  acting,
  SMALL_CITY_NOON,
  type SmallCity,
  type SmallCityPlan,
  smallCity,
} from '@baogong/drizzle/testing/small-city';
import { and, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { type App, createApp } from '../app.ts';
import { type Client, createClient } from '../client.ts';
import { readApiConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { SmsMessage } from '../identity/sms-gateway.ts';

export const COUNTRY = 'cn';

/** A counter over a small city of its own, without a socket. */
export interface Counter {
  readonly app: App;
  readonly deps: Deps;
  readonly database: TestDatabase;
  readonly clock: Clock;
  readonly city: SmallCity;
  /** What was sent to phones. */
  readonly messages: SmsMessage[];
  /** What was logged, one JSON object a line. */
  readonly logged: string[];
  /** A new account with a role at a path of the city's tree. */
  hire(role: Role, path?: string): Promise<{ accountId: Id; token: string }>;
  grant(accountId: Id, role: Role, path?: string): Promise<void>;
  tokenOf(accountId: Id): Promise<string>;
  linkOf(accountId: Id): Promise<string>;
  client(token?: string): Client;
}

export interface CounterPlan extends SmallCityPlan {
  readonly deps?: Partial<Deps>;
  /** A city that is there already, instead of a new small one. */
  readonly city?: SmallCity;
  readonly startsAt?: Date;
}

export async function openCounter(database: TestDatabase, plan: CounterPlan = {}): Promise<Counter> {
  const city = plan.city ?? (await smallCity(database, plan));
  const known = await clockOf(database);
  const clock = known.kind === 'stepped' ? known : await startSteppedClock(database, plan.startsAt ?? SMALL_CITY_NOON);
  await database.transaction((tx) =>
    tx
      .insert(jurisdictions)
      .values({ id: newId(), cityId: city.id, path: COUNTRY, level: 'country', nameZh: '国', nameEn: 'Country' }),
  );
  const messages: SmsMessage[] = [];
  const logged: string[] = [];
  const deps: Deps = {
    database,
    clock,
    smsGateway: { send: async (message) => void messages.push(message) },
    config: readApiConfig({ REQUEST_TIMEOUT_S: '600' }),
    logger: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    ...plan.deps,
  };
  const app = createApp(deps);

  const tokenOf = async (accountId: Id) =>
    (await acting(database, (tx) => openSession(tx, { accountId, wallNow: new Date() }))).token;
  const grant = (accountId: Id, role: Role, path = COUNTRY) => grantRole(database, { city, accountId, role, path });
  for (const accountId of city.accountIds) await grant(accountId, 'resident');
  return {
    app,
    deps,
    database,
    clock,
    city,
    messages,
    logged,
    grant,
    tokenOf,
    linkOf: (accountId) => acting(database, (tx) => makeLink(tx, { accountId, wallNow: new Date() })),
    async hire(role, path) {
      const accountId = await newAccount(database, city.id);
      await grant(accountId, role, path);
      return { accountId, token: await tokenOf(accountId) };
    },
    client: (token) =>
      createClient('http://counter.test', {
        fetch: async (input: string | URL | Request, init?: RequestInit) => app.request(input, init),
        ...(token && { headers: { Authorization: `Bearer ${token}` } }),
      }),
  };
}

export { openTestDatabase, type TestDatabase };

async function newAccount(database: TestDatabase, cityId: Id): Promise<Id> {
  const [personId, accountId] = [newId(), newId()];
  const phone = `+8617${accountId.replaceAll(/\D/g, '').slice(-9).padStart(9, '0')}`;
  await database.transaction(async (tx) => {
    await tx.insert(people).values({ id: personId, cityId, name: '职员' });
    await tx.insert(accounts).values({ id: accountId, cityId, personId, phone });
  });
  return accountId;
}

async function grantRole(
  database: TestDatabase,
  { city, accountId, role, path }: { city: SmallCity; accountId: Id; role: Role; path: string },
): Promise<void> {
  await database.transaction(async (tx) => {
    const [place] = await tx
      .select({ id: jurisdictions.id })
      .from(jurisdictions)
      .where(and(eq(jurisdictions.cityId, city.id), eq(jurisdictions.path, path)));
    if (!place) throw new Error(`no place has the path ${path}`);
    await tx.insert(grants).values({ id: newId(), accountId, role, jurisdictionId: place.id });
  });
}
