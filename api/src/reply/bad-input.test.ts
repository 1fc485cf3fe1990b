import { receiveStock } from '@baogong/drizzle/actions/stock/receive';
import { newId } from '@baogong/drizzle/rules/ids';
import { orders } from '@baogong/drizzle/schema/orders';
import { acting } from '@baogong/drizzle/testing/small-city';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { readApiConfig } from '../config.ts';
import { problem } from '../contract/problem.ts';
import { type Counter, openCounter, openTestDatabase, type TestDatabase } from '../testing/open-counter.ts';

describe('input that is not accepted', () => {
  let database: TestDatabase;
  let counter: Counter;
  let token: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    counter = await openCounter(database);
    token = await counter.tokenOf(counter.city.accountIds[0] ?? '');
    const lines = counter.city.skuIds.map((skuId) => ({ skuId, quantity: 100 }));
    await acting(database, (tx) => receiveStock(tx, { warehouseId: counter.city.near, lines }));
  });
  afterAll(() => database.close());

  const post = (body: BodyInit | undefined, headers: Record<string, string> = {}) =>
    counter.app.request('/v1/orders', {
      method: 'POST',
      ...(body !== undefined && { body }),
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': newId(),
        ...headers,
      },
    });
  const order = (lines: unknown, more: object = {}) => post(JSON.stringify({ lines, ...more }));
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const body = problem.parse(await response.json());
    expect(body.status).toBe(response.status);
    expect(body.requestId).toBe(response.headers.get('x-request-id'));
    return body;
  };
  const sku = () => counter.city.skuIds[0] ?? '';

  it.each([0, -1, 1.5, 1_000_000_000, '3', null])('refuses %j units and names the field', async (quantity) => {
    const refused = await problemOf(await order([{ skuId: sku(), quantity }]));
    expect(refused).toMatchObject({ status: 422, code: 'invalidInput', title: '填写的内容有误' });
    expect(refused.errors?.map(({ path }) => path)).toEqual(['lines.0.quantity']);
    if (quantity !== null) expect(refused.errors?.[0]?.message).toContain(JSON.stringify(quantity));
  });

  it('refuses a body of 10 MB, declared or not', async () => {
    const body = `{"lines":"${'x'.repeat(10_000_000)}"}`;
    expect(await problemOf(await post(body))).toMatchObject({ status: 413, code: 'bodyTooLarge' });

    const stream = new Blob([body]).stream();
    const streamed = new Request('http://counter.test/v1/orders', {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': newId() },
    } as RequestInit);
    expect(await problemOf(await counter.app.request(streamed))).toMatchObject({ status: 413 });
  });

  it('refuses what is not JSON, and another media type', async () => {
    expect(await problemOf(await post('{"lines":'))).toMatchObject({ status: 400, code: 'malformedBody' });
    const form = await post('lines=1', { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(await problemOf(form)).toMatchObject({ status: 415, code: 'unsupportedMediaType' });
  });

  it('refuses fields that nobody asked for', async () => {
    const refused = await problemOf(await order([{ skuId: sku(), quantity: 1 }], { priceFen: 1 }));
    expect(refused).toMatchObject({ status: 422, code: 'invalidInput' });
    expect(refused.errors?.[0]?.message).toContain('priceFen');
  });

  it('refuses a change without a key, and a key that is none', async () => {
    const body = JSON.stringify({ lines: [{ skuId: sku(), quantity: 1 }] });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const without = await counter.app.request('/v1/orders', { method: 'POST', body, headers });
    expect(await problemOf(without)).toMatchObject({ status: 400, code: 'idempotencyKeyMissing' });
    const wrong = await post(body, { 'Idempotency-Key': 'again' });
    expect(await problemOf(wrong)).toMatchObject({ status: 400, code: 'idempotencyKeyMissing' });
  });

  it('refuses an id that is none, in path and query', async () => {
    const client = counter.client(token);
    const path = await client.v1.orders[':id'].$get({ param: { id: '1 or 1=1' } });
    expect(await problemOf(path)).toMatchObject({ status: 422, errors: [{ path: 'id' }] });
    const cursor = await client.v1.orders.$get({ query: { cursor: 'yesterday' } });
    expect(await problemOf(cursor)).toMatchObject({ status: 400, code: 'cursorInvalid' });
  });

  it('names an unknown item, and leaves nothing behind', async () => {
    const refused = await problemOf(await order([{ skuId: newId(), quantity: 1 }]));
    expect(refused).toMatchObject({ status: 422, code: 'unknownSku' });
    expect(await database.read((db) => db.$count(orders))).toBe(0);
  });

  it('says 404 where nothing is, and 405 with what is allowed', async () => {
    const nowhere = await counter.app.request('/v1/nowhere', { headers: { Authorization: `Bearer ${token}` } });
    expect(await problemOf(nowhere)).toMatchObject({ status: 404, code: 'notFound' });
    const wrongMethod = await counter.app.request('/v1/orders', {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(await problemOf(wrongMethod)).toMatchObject({ status: 405, code: 'methodNotAllowed' });
    expect(wrongMethod.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('tells a stranger to sign in before it looks at his input', async () => {
    const stranger = await counter.app.request('/v1/orders', { method: 'POST', body: '{' });
    expect(await problemOf(stranger)).toMatchObject({ status: 401, code: 'notSignedIn' });
    const expired = await counter.app.request('/v1/me', { headers: { Authorization: 'Bearer nothing' } });
    expect(await problemOf(expired)).toMatchObject({ status: 401, code: 'sessionEnded' });
  });

  it('keeps the message of an unknown error for the log', async () => {
    const broken = { ...database, read: () => Promise.reject(new Error('password is swordfish')) };
    const log: string[] = [];
    const app = createApp({
      database: broken,
      clock: counter.clock,
      smsGateway: { send: async () => undefined },
      config: readApiConfig({}),
      logger: pino({}, { write: (line: string) => void log.push(line) }),
    });
    const failed = await app.request('/v1/me', { headers: { Authorization: 'Bearer any' } });
    const text = await failed.clone().text();
    expect(await problemOf(failed)).toMatchObject({ status: 500, code: 'internal' });
    expect(text).not.toContain('swordfish');
    expect(log.join()).toContain('swordfish');
  });

  it('sends strict headers with everything', async () => {
    const { headers } = await counter.app.request('/healthz');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });
});
