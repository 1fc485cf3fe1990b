import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  desktop,
  expectAccessible,
  giveSession,
  hasChromium,
  inEnglish,
  launch,
  phone,
  picture,
  type Visitor,
  visitor,
} from './browser.ts';
import { recordForLater, withdraw } from './command-deeds.ts';
import { deliverFirstStop } from './courier-deeds.ts';
import { clientOf, eventually, good, once } from './people.ts';
import { type Server, startServer } from './server.ts';
import { neighboursOrder, readTown, sessionsOf, setOff, squareAround } from './town-life.ts';

const MORNING = '2022-04-01T00:30:00Z';
const WAIT_MS = 90_000;
const ZONE_HALF_DEGREES = 0.0015;

if (!hasChromium)
  console.log('The browser journey is left out: /usr/bin/chromium is not installed (apt-get install chromium).');

describe.skipIf(!hasChromium).sequential('from the basket to the door, through the windows', () => {
  let server: Server;
  let browser: Browser;
  let town: Awaited<ReturnType<typeof readTown>>;
  let orderId = '';
  const visitors: Visitor[] = [];

  const enter = async (role: string, viewport: typeof phone): Promise<Visitor> => {
    const who = await visitor(browser, { viewport, address: server.address });
    who.context.setDefaultTimeout(WAIT_MS);
    visitors.push(who);
    await who.page.goto(server.links.get(role) ?? '');
    return who;
  };
  const visitorAs = async (role: keyof Server['tokens'], viewport: typeof phone, path: string): Promise<Visitor> => {
    const who = await visitor(browser, { viewport, address: server.address });
    who.context.setDefaultTimeout(WAIT_MS);
    visitors.push(who);
    await giveSession(who, server.address, server.tokens[role] ?? '');
    await who.page.goto(`${server.address}${path}`);
    return who;
  };
  const fleet = () => clientOf(server.address, server.tokens.integration);
  const commander = () => clientOf(server.address, server.tokens.commander);
  const resident = () => clientOf(server.address, server.tokens.resident);

  beforeAll(async () => {
    server = await startServer(MORNING);
    browser = await launch();
    town = await readTown(fleet());
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('a resident orders once, however often the button is tapped', async () => {
    const { page } = await enter('resident', phone);
    await page.getByRole('link', { name: '去选购' }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await expectAccessible(page);
    await picture(page, 'resident-home');
    await inEnglish(page, async () => {
      await picture(page, 'resident-home-en');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\P{Script=Han}+ \d+$/u);
    });
    await page.getByRole('button', { name: '长辈版' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '标准版' }).click();

    await page.getByRole('link', { name: '去选购' }).click();
    await page
      .getByRole('button', { name: /加一件$/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /加一件$/ })
      .nth(3)
      .click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '提交订单' }).dblclick();
    await page.getByRole('heading', { name: '取货码' }).waitFor();
    await expectAccessible(page);
    const { items } = await good(resident().v1.orders.$get({ query: {} }));
    expect(items.map(({ state }) => state)).toEqual(['placed']);
    orderId = items[0]?.id ?? '';
  });

  it('an order beyond the quota is refused in words', async () => {
    const who = await visitor(browser, { viewport: phone, address: server.address });
    who.context.setDefaultTimeout(WAIT_MS);
    visitors.push(who);
    // Without the stream the page does not know of the other order.
    await who.page.route('**/v1/events', (route) => route.abort());
    await giveSession(who, server.address, server.tokens.resident ?? '');
    await who.page.goto(`${server.address}/resident/shelf`);
    await who.page
      .getByRole('button', { name: /加一件$/ })
      .nth(1)
      .click();
    const { items } = await good(resident().v1.shelf.$get());
    const rice = items[1];
    const lines = [{ skuId: rice?.skuId ?? '', quantity: rice?.quotaLeft ?? 0 }];
    const other = await good(resident().v1.orders.$post({ json: { lines }, header: once() }));
    await who.page.getByRole('button', { name: '提交订单' }).click();
    await who.page.getByRole('alert').getByText('超出本期限额').waitFor();
    await expectAccessible(who.page);
    await good(resident().v1.orders[':id'].cancel.$post({ param: { id: other.id }, header: once() }));
  });

  it('the clerk packs and command plans', async () => {
    await neighboursOrder(server, { fleet: fleet(), town, orders: 44 });
    const { page: desk } = await enter('warehouseClerk', desktop);
    await desk.getByRole('radio', { name: '500' }).check();
    await desk.getByRole('button', { name: '开始装箱' }).click();
    await desk.getByText(/^已装 45 单/).waitFor();
    await expectAccessible(desk);

    const { page } = await enter('commander', desktop);
    await page.getByRole('link', { name: '波次' }).click();
    await page.getByRole('button', { name: '立即规划' }).click();
    await page.getByRole('heading', { name: /人工要求/ }).waitFor();
    const waves = () => commander().v1.waves.$get({ query: { limit: '3' } });
    await eventually(
      async () => (await good(waves())).items,
      (items) => items.some((wave) => (wave.counts.boxes ?? 0) >= 45),
    );
    await page.getByText(/· 45 箱/).waitFor();
    await expectAccessible(page);
  });

  it('a resident sees when it comes, and a courier brings it', async () => {
    const { items } = await good(commander().v1.routes.$get({ query: {} }));
    const holds = (route: (typeof items)[number]) =>
      route.trips.some(({ stops }) => stops.some(({ boxes }) => boxes.some((box) => box.orderId === orderId)));
    const manned = items.filter(({ riderId }) => riderId !== undefined);
    const route = manned.find(holds) ?? manned[0];
    const rider = town.riders.find(({ id }) => id === route?.riderId);
    const [token = ''] = await sessionsOf(fleet(), [rider?.accountId ?? '']);

    const mine = await visitor(browser, { viewport: phone, address: server.address });
    mine.context.setDefaultTimeout(WAIT_MS);
    visitors.push(mine);
    await giveSession(mine, server.address, server.tokens.resident ?? '');
    await mine.page.goto(`${server.address}/resident/orders/${orderId}`);
    await mine.page.getByText(/^预计 /).waitFor();
    await picture(mine.page, 'resident-order');
    await inEnglish(mine.page, () => picture(mine.page, 'resident-order-en'));

    const who = await visitor(browser, { viewport: phone, address: server.address });
    who.context.setDefaultTimeout(WAIT_MS);
    visitors.push(who);
    await giveSession(who, server.address, token);
    await who.page.goto(`${server.address}/courier/`);
    await deliverFirstStop(who.page);
    const delivered = await good(commander().v1.routes[':id'].$get({ param: { id: route?.id ?? '' } }));
    expect(delivered.trips.flatMap(({ stops }) => stops).filter(({ state }) => state === 'done')).toHaveLength(1);
    await setOff(server, { fleet: fleet(), town, but: route?.id ?? '' });
  });

  it('command sees who is on the road, seals a zone, its gates and the routes that change', async () => {
    const { page } =
      visitors.find(({ page }) => page.url().includes('/command/waves')) ?? (await enter('commander', desktop));
    const running = (await good(commander().v1.routes.$get({ query: { state: 'running' } }))).items;
    expect(running.length).toBeGreaterThan(1);
    const { warehouses, riderBases } = await good(commander().v1.map.$get());
    const kept = [...warehouses, ...riderBases].map(({ point }) => point);
    const isFar = ([lng, lat]: readonly number[]) =>
      kept.every(([x, y]) => Math.max(Math.abs(x - (lng ?? 0)), Math.abs(y - (lat ?? 0))) > 2 * ZONE_HALF_DEGREES);
    const stop = running
      .filter(({ travellerClass }) => travellerClass !== 'autonomousVehicle')
      .flatMap(({ trips }) => trips.flatMap(({ stops }) => stops))
      .find(({ state, place }) => state === 'planned' && isFar(place.point));
    expect(stop).toBeDefined();

    await page.getByRole('link', { name: '管理区' }).click();
    await page.getByRole('link', { name: '划定管理区' }).click();
    await page.getByLabel('名称').fill(stop?.place.nameZh.replace(/取货点$/, '') ?? '');
    await page.getByLabel('边界（GeoJSON）').fill('{"type":');
    await page.getByText(/不是有效的 JSON/).waitFor();
    await expectAccessible(page);
    await page.getByLabel('边界（GeoJSON）').fill(squareAround(stop?.place.point ?? [0, 0], ZONE_HALF_DEGREES));
    await page.getByRole('button', { name: '立即生效' }).click();
    await page.getByText(/已生效$/).waitFor();
    await page.getByRole('heading', { name: /^受影响的路线（[1-9]/ }).waitFor();
    await page.getByText(/^卡口（[1-9]/).waitFor();
    await expectAccessible(page);
    await page.getByText(/图上：.*1 个管理区，[1-9]\d* 个卡口/).waitFor({ state: 'attached' });
    await picture(page, 'command-zone');

    await page.getByRole('link', { name: '车辆人员' }).click();
    await page.getByRole('row').filter({ hasText: '进行中' }).first().waitFor();
    await expectAccessible(page);
  });

  it('the map shows travellers, zone and gates', async () => {
    const { page } = await enter('administrator', desktop);
    await page.getByText(/图上：[1-9]\d* 个运输方，1 个管理区，[1-9]\d* 个卡口/).waitFor({ state: 'attached' });
    await expectAccessible(page);
    await picture(page, 'command');
    await inEnglish(page, async () => {
      await page.getByText(/^On the map: [1-9]\d* travellers, 1 zones/).waitFor({ state: 'attached' });
      await picture(page, 'command-en');
    });
  });

  it('a zone for later names what it closes in, looks as not in force, and is withdrawn', async () => {
    const { page } = await visitorAs('administrator', desktop, '/command/zones');
    const { warehouses } = await good(commander().v1.map.$get());
    const ground = squareAround(warehouses[0]?.point ?? [0, 0], ZONE_HALF_DEGREES);
    await recordForLater(page, { name: '仓库一带', ground });
    // The form had brought its own ground into sight; anew the map shows the whole city.
    await page.reload();
    await page.getByText(/图上：.*2 个管理区/).waitFor({ state: 'attached' });
    await picture(page, 'command-later');
    await inEnglish(page, () => picture(page, 'command-later-en'));

    const { page: onPhone } = await visitorAs('administrator', phone, '/command/zones');
    await onPhone.getByText(/图上：.*2 个管理区/).waitFor({ state: 'attached' });
    await expectAccessible(onPhone);
    await picture(onPhone, 'command-phone');
    await inEnglish(onPhone, () => picture(onPhone, 'command-phone-en'));

    await withdraw(page);
    await page.getByText(/图上：.*1 个管理区/).waitFor({ state: 'attached' });
  });

  it('a resident signs out, and the phone shows the next household nothing of his', async () => {
    const [first] = visitors;
    if (!first) throw new Error('nobody has come');
    const { page } = first;
    await page.getByRole('button', { name: '退出登录' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: '不退出' }).click();
    await page.getByRole('heading', { name: '商品' }).waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '确定退出' }).click();
    await page.getByRole('heading', { name: '登录' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/resident/');
    await page.goto(`${server.address}/resident/orders/${orderId}`);
    await page.getByRole('heading', { name: '登录' }).waitFor();
    expect(await page.getByRole('heading', { name: '商品' }).count()).toBe(0);
  });

  it('no page asked anybody but our own server, and none broke its content policy', () => {
    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
