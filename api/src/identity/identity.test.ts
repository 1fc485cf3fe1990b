import { forgetExpired } from '@baogong/drizzle/actions/identity/forget-expired';
import { advanceClock, wallClock } from '@baogong/drizzle/database/clock';
import { newId } from '@baogong/drizzle/rules/ids';
import { accounts, grants } from '@baogong/drizzle/schema/accounts';
import { oneTimeCodes, sessions } from '@baogong/drizzle/schema/sessions';
import { acting, SMALL_CITY_NOON } from '@baogong/drizzle/testing/small-city';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { createClient } from '../client.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

describe('signing in', () => {
  let database: TestDatabase;
  let counter: Counter;
  let phone: string;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(async () => {
    counter = await openCounter(database);
    phone = await phoneOf(counter.city.accountIds[0] ?? '');
  });
  afterEach(() => database.reset());
  afterAll(() => database.close());

  const phoneOf = async (accountId: string) => {
    const [account] = await database.read((db) =>
      db.select({ phone: accounts.phone }).from(accounts).where(eq(accounts.id, accountId)),
    );
    return account?.phone ?? '';
  };
  const ask = (of = phone) => counter.client().v1.auth.codes.$post({ json: { phone: of } });
  const tryCode = (code: string, of = phone) => counter.client().v1.auth.sessions.$post({ json: { phone: of, code } });
  const sentCode = () => /\d{6}/.exec(counter.messages.at(-1)?.text ?? '')?.[0] ?? '';
  const wrong = (code: string) => (code === '000000' ? '111111' : '000000');
  const older = (ms: number) =>
    database.transaction((tx) => {
      const at = new Date(Date.now() - ms);
      return tx.update(oneTimeCodes).set({ createdAt: at, expiresAt: new Date(at.getTime() + 300_000) });
    });

  /** The same counter where limits are those of real life. */
  const byWallTime = () => {
    const app = createApp({ ...counter.deps, clock: wallClock });
    return createClient('http://counter.test', {
      fetch: async (input: string | URL | Request, init?: RequestInit) => app.request(input, init),
    });
  };

  it('takes a phone and the code sent to it, and gives a session that works', async () => {
    expect((await ask()).status).toBe(202);
    const opened = await tryCode(sentCode());
    if (opened.status !== 201) throw new Error(`status ${opened.status}`);
    const { token, account } = await opened.json();
    expect(account.householdId).toBe(counter.city.householdIds[0]);
    expect(account.roles.map(({ role }) => role)).toEqual(['resident']);

    const me = await counter.client(token).v1.me.$get();
    expect(await me.json()).toEqual(account);
    expect(opened.headers.get('set-cookie')).toMatch(/^session=.+HttpOnly; SameSite=Strict$/);
  });

  it('stores neither code nor token', async () => {
    await ask();
    const opened = await tryCode(sentCode());
    if (opened.status !== 201) throw new Error(`status ${opened.status}`);
    const { token } = await opened.json();
    const stored = JSON.stringify([
      await database.read((db) => db.select().from(oneTimeCodes)),
      await database.read((db) => db.select().from(sessions)),
    ]);
    expect(stored).not.toContain(token);
    expect(stored).not.toMatch(new RegExp(`"${sentCode()}"`));
  });

  it('answers a stranger in the same way, and sends him nothing', async () => {
    const known = await ask();
    const unknown = await ask('+8600000');
    expect([unknown.status, await unknown.text()]).toEqual([known.status, await known.text()]);
    expect(counter.messages).toHaveLength(1);
    expect((await tryCode('123456', '+8600000')).status).toBe(401);
  });

  it('uses a code once', async () => {
    await ask();
    expect((await tryCode(sentCode())).status).toBe(201);
    expect((await tryCode(sentCode())).status).toBe(401);
  });

  it('gives up after five wrong guesses, even for the right code', async () => {
    await ask();
    for (let i = 0; i < 5; i++) expect((await tryCode(wrong(sentCode()))).status).toBe(401);
    const right = await tryCode(sentCode());
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await right.json()).toMatchObject({ code: 'tooManyAttempts' });
  });

  it('stops an asker who goes on guessing at a phone, and says when to come again; a right code uses up no try', async () => {
    const { auth } = byWallTime().v1;
    const guess = (code: string, of = phone) => auth.sessions.$post({ json: { phone: of, code } });
    for (let i = 0; i < 9; i++) expect((await guess('123456')).status).toBe(401);
    await ask();
    expect((await guess(sentCode())).status).toBe(201);
    expect((await guess('123456')).status).toBe(401);

    const stopped = await guess('123456');
    expect([stopped.status, await stopped.json()]).toMatchObject([429, { code: 'tooManyTries' }]);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(590);
    expect((await guess('123456', '+8600000')).status).toBe(401);
  });

  it('stops an asker who goes on asking for codes of a phone, and says when to come again', async () => {
    const { auth } = byWallTime().v1;
    const askMore = () => auth.codes.$post({ json: { phone } });
    for (let i = 0; i < 10; i++) expect((await askMore()).status).toBe(202);
    const stopped = await askMore();
    expect([stopped.status, await stopped.json()]).toMatchObject([429, { code: 'tooManyTries' }]);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(590);
  });

  it('lets a code run out after five minutes', async () => {
    await ask();
    await older(300_001);
    const late = await tryCode(sentCode());
    expect([late.status, await late.json()]).toMatchObject([401, { code: 'codeExpired' }]);
  });

  it('sends one code a minute and ten a day to a phone, while the answer stays the same', async () => {
    for (let i = 0; i < 12; i++) {
      expect((await ask()).status).toBe(202);
      expect((await ask()).status).toBe(202);
      await older(60_001);
    }
    expect(counter.messages).toHaveLength(10);
  });

  it('opens a one-time link once', async () => {
    const link = await counter.linkOf(counter.city.accountIds[1] ?? '');
    const open = () => counter.client().v1.auth.links.$post({ json: { link } });
    const answers = await Promise.all([open(), open()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('ends a session at once', async () => {
    const token = await counter.tokenOf(counter.city.accountIds[0] ?? '');
    const client = counter.client(token);
    expect((await client.v1.me.$get()).status).toBe(200);
    expect((await client.v1.auth.session.$delete()).status).toBe(204);
    const after = await client.v1.me.$get();
    expect([after.status, await after.json()]).toMatchObject([401, { code: 'sessionEnded' }]);
  });

  it('gives a role no longer than its grant holds, in the time of the city', async () => {
    const { accountId, token } = await counter.hire('commander');
    const endsAt = new Date(SMALL_CITY_NOON.getTime() + 60_000);
    await database.transaction((tx) => tx.update(grants).set({ endsAt }).where(eq(grants.accountId, accountId)));
    expect((await counter.client(token).v1.fleet.$get()).status).toBe(200);
    await advanceClock(database, endsAt);
    const later = counter.client(await counter.tokenOf(accountId));
    expect((await later.v1.fleet.$get()).status).toBe(403);
  });

  it('forgets codes, sessions and links that have run out, and no others', async () => {
    await ask();
    const token = await counter.tokenOf(counter.city.accountIds[0] ?? '');
    await acting(database, (tx) => forgetExpired(tx, { wallNow: new Date() }));
    expect((await tryCode(sentCode())).status).toBe(201);
    const inAMonth = new Date(Date.now() + 30 * 86_400_000);
    expect(await acting(database, (tx) => forgetExpired(tx, { wallNow: inAMonth }))).toBe(3);
    expect(await database.read((db) => db.$count(sessions))).toBe(0);
    expect(token).not.toBe('');
  });

  it('takes the cookie of a browser as well', async () => {
    const token = await counter.tokenOf(counter.city.accountIds[0] ?? '');
    const me = await counter.app.request('/v1/me', { headers: { Cookie: `session=${token}` } });
    expect(me.status).toBe(200);
  });

  it('keeps phones, codes and names out of the log', async () => {
    await ask();
    await tryCode(sentCode());
    const log = counter.logged.join('\n');
    expect(log).toContain('"route":"/v1/auth/codes"');
    for (const secret of [phone, phone.slice(3), sentCode(), '居民']) expect(log).not.toContain(secret);
  });

  it('mints sessions of simulated people for integration alone, and for nobody on a real clock', async () => {
    const { token } = await counter.hire('integration');
    const accountIds = [...counter.city.accountIds];
    const onReal = await counter.client(token).v1.simulation.sessions.$post({ json: { accountIds } });
    expect([onReal.status, await onReal.json()]).toMatchObject([403, { code: 'simulationOnly' }]);

    await database.reset();
    const simulated = await openCounter(database, { deps: { simulation: { advance: async () => undefined } } });
    const integration = simulated.client((await simulated.hire('integration')).token);
    const minted = await integration.v1.simulation.sessions.$post({
      json: { accountIds: [...simulated.city.accountIds] },
    });
    if (minted.status !== 201) throw new Error(`status ${minted.status}`);
    const { tokens } = await minted.json();
    expect(tokens.map(({ accountId }) => accountId)).toEqual(simulated.city.accountIds);
    const me = await simulated.client(tokens[0]?.token).v1.me.$get();
    expect(await me.json()).toMatchObject({ accountId: simulated.city.accountIds[0] });

    const foreign = await integration.v1.simulation.sessions.$post({ json: { accountIds: [newId()] } });
    expect(foreign.status).toBe(422);
    const commander = simulated.client((await simulated.hire('commander')).token);
    const refused = await commander.v1.simulation.sessions.$post({ json: { accountIds: [newId()] } });
    expect(refused.status).toBe(403);
  });
});
