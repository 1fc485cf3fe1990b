import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Answer } from '../../database/idempotency.ts';
import { once } from '../../database/idempotency.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { Verdict } from '../../rules/refusal.ts';
import { audit } from '../../schema/audit.ts';
import { orders } from '../../schema/orders.ts';
import { balances } from '../../schema/skus.ts';
import { idempotencyKeys, outbox } from '../../schema/transport.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { acting, type SmallCity, smallCity } from '../../testing/small-city.ts';
import type { AccountActor } from '../identity/require-account.ts';
import { receiveStock } from '../stock/receive.ts';
import { type OrderRequest, placeOrdersOnce } from './place-once.ts';

let database: TestDatabase;
let city: SmallCity;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  city = await smallCity(database, { households: 4, skus: [{}] });
});

const skuId = () => city.skuIds[0] ?? '';
const stock = (quantity: number) =>
  acting(database, (tx) => receiveStock(tx, { warehouseId: city.near, lines: [{ skuId: skuId(), quantity }] }));
const person = (i: number, given: Partial<AccountActor> = {}): AccountActor => ({
  ...{ kind: 'account', id: city.accountIds[i] ?? '', cityId: city.id, grants: [{ role: 'resident', path: 'cn' }] },
  ...given,
});
const request = (i: number, given: Partial<OrderRequest> = {}): OrderRequest => {
  const actor = given.actor ?? person(i);
  return {
    ...{ actor, principal: actor.id, key: newId(), fingerprint: 'f', expiresAt: new Date('2099-01-01') },
    lines: [{ skuId: skuId(), quantity: 1 }],
    ...given,
  };
};
const place = (...requests: OrderRequest[]) =>
  acting(database, (tx) => placeOrdersOnce(tx, requests, ({ id }) => ({ status: 201, body: `{"id":"${id}"}` })));
const told = (verdicts: readonly Verdict<Answer>[]) =>
  verdicts.map((verdict) => (verdict.ok ? verdict.value.status : verdict.refusal.code));
const idsOf = (verdicts: readonly Verdict<Answer>[]): Id[] =>
  verdicts.flatMap((verdict) => (verdict.ok ? [JSON.parse(String(verdict.value.body)).id] : []));
const reserved = async () => {
  const [row] = await database.read((db) => db.select().from(balances).where(eq(balances.skuId, skuId())));
  return row?.reserved;
};

it('each order of a list has its own answer, audit entry under its own actor, and event', async () => {
  await stock(2);
  const requests = [request(0), request(1), request(2)];
  const verdicts = await place(...requests);

  expect(told(verdicts)).toEqual([201, 201, 'outOfStock']);
  expect(await reserved()).toBe(2);
  const entries = await database.read((db) => db.select().from(audit).where(eq(audit.action, 'orders/place')));
  expect(new Map(entries.map(({ actorKind, actorId, subjectId }) => [subjectId, [actorKind, actorId]]))).toEqual(
    new Map(idsOf(verdicts).map((id, i) => [id, ['account', city.accountIds[i]]])),
  );
  const events = await database.read((db) => db.select().from(outbox).where(eq(outbox.name, 'order.placed.v1')));
  expect(events.map(({ payload }) => payload.orderId).sort()).toEqual(idsOf(verdicts).sort());
});

it('a key that comes again gets the same answer in any list, and by the way of single requests too', async () => {
  await stock(10);
  const [first, second] = [request(0), request(1)];
  const [answer] = await place(first);
  const [again, other] = await place(first, second);
  expect(again).toEqual(answer);
  expect(told(other ? [other] : [])).toEqual([201]);
  expect(await database.read((db) => db.$count(orders))).toBe(2);

  const single = await acting(database, (tx) => once(tx, first, () => Promise.reject(new Error('ran again'))));
  expect({ ok: true, value: single }).toEqual(answer);
  const [reused] = await place({ ...first, fingerprint: 'g' });
  expect(told(reused ? [reused] : [])).toEqual(['idempotencyKeyReused']);
});

it('an answer that a single request has stored is replayed in a list', async () => {
  const asked = request(0);
  const stored = { status: 201, body: '{"id":"x"}' };
  await acting(database, (tx) => once(tx, asked, async () => stored));
  expect(await place(asked)).toEqual([{ ok: true, value: stored }]);
});

it('the key of a refused order is free again', async () => {
  const asked = request(0);
  expect(told(await place(asked))).toEqual(['outOfStock']);
  expect(await database.read((db) => db.$count(idempotencyKeys))).toBe(0);
  await stock(1);
  expect(told(await place(asked))).toEqual([201]);
});

it('one who may not order, has no household or names one of another city, spoils nobody else’s order', async () => {
  await stock(10);
  const foreign = await smallCity(database, { households: 1 });
  const stranger = person(0, { id: newId() });
  const verdicts = await place(
    request(0, { actor: person(0, { grants: [{ role: 'rider', path: 'cn' }] }) }),
    request(0, { actor: stranger }),
    request(1, {
      actor: person(1, { grants: [{ role: 'groupLeader', path: 'cn' }] }),
      householdId: foreign.householdIds[0],
    }),
    request(2),
  );
  expect(told(verdicts)).toEqual(['forbidden', 'notFound', 'notFound', 201]);
});

it('a list decides as its orders one after the other would', async () => {
  await stock(3);
  const twice = request(0, { lines: [{ skuId: skuId(), quantity: 2 }] });
  const tooMany = request(1, { lines: [{ skuId: skuId(), quantity: 2 }] });
  expect(told(await place(twice, tooMany, request(2), request(3)))).toEqual([201, 'outOfStock', 201, 'outOfStock']);
  expect(await reserved()).toBe(3);
});
