import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newId } from '@baogong/drizzle/rules/ids';
import { afterAll, expect, it } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/run.mjs', import.meta.url));
const PATIENCE = { timeout: 600_000 };
const CLOSE_MAX_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'baogong with a space '));
const data = join(folder, 'data');
const ready = join(folder, 'ready.json');
const running = new Set<Run>();
afterAll(async () => {
  for (const run of running) run.child.kill('SIGKILL');
  await Promise.all([...running].map((run) => run.ended));
  rmSync(folder, { recursive: true, force: true });
});

type Run = ReturnType<typeof run>;

/** A command as its own process, with all it says. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const one = { child, said, ended };
  running.add(one);
  void ended.then(() => running.delete(one));
  return one;
}

async function until(what: () => boolean, { ended }: Run): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!what() && !over) await delay(20);
}

async function interrupted(one: Run): Promise<{ code: unknown; tookMs: number }> {
  const startedMs = performance.now();
  one.child.kill('SIGINT');
  return { code: await one.ended, tookMs: performance.now() - startedMs };
}

it('Ctrl-C during the first start ends it clean, and what it left does no harm to the next one', PATIENCE, async () => {
  const first = run('start', '--data', data, '--port', '0', '--ready-file', ready);
  await until(() => first.said.out.includes('Database'), first);

  expect(await interrupted(first)).toMatchObject({ code: 0 });
  expect(first.said.err).toBe('');
  expect(existsSync(ready)).toBe(false);
});

it(
  'whoever comes to a folder or port that is taken is told so in one sentence, and nothing is left half-done',
  PATIENCE,
  async () => {
    const owner = run('start', '--data', data, '--port', '0', '--ready-file', ready);
    await until(() => existsSync(ready), owner);
    const { api, tokens } = JSON.parse(readFileSync(ready, 'utf8'));
    expect(Object.keys(tokens)).toEqual(
      expect.arrayContaining(['resident', 'groupLeader', 'rider', 'warehouseClerk', 'commander', 'administrator']),
    );
    const before = readdirSync(data);

    const second = run('start', '--data', data, '--port', '0', '--ready-file', join(folder, 'second.json'));
    expect(await second.ended).toBe(2);
    expect(second.said.err).toBe(
      `The data folder ${data} is in use by process ${owner.child.pid} (${api}): stop it first, or choose another folder with --data.\n`,
    );
    const judge = run('verify', '--data', data);
    expect(await judge.ended).toBe(2);
    expect(judge.said.err).toContain(`in use by process ${owner.child.pid}`);
    expect(readdirSync(data)).toEqual(before);

    const other = join(folder, 'other');
    const third = run('start', '--data', other, '--port', new URL(api).port);
    expect(await third.ended).toBe(2);
    expect(third.said.err).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken by another process: [^\n]+\n$/);
    expect(readdirSync(other)).toEqual([]);

    const nowhere = run('start', '--data', other, '--port', '0', '--city', 'nowhere');
    expect(await nowhere.ended).toBe(2);
    expect(nowhere.said.err).toMatch(/^[^\n]*nowhere[^\n]*: there is no such file; accepted: [^\n]+\n$/);
    expect(readdirSync(other)).toEqual([]);

    await refusesOverHttp(api, tokens);

    const closed = await interrupted(owner);
    expect(closed.code).toBe(0);
    expect(owner.said.err).toBe('');
    expect(closed.tookMs).toBeLessThan(CLOSE_MAX_MS);
    expect(existsSync(join(data, 'owner.json'))).toBe(false);
  },
);

/** Through the socket, as strangers send it; each refusal is tested for all its fields beside its own code. */
async function refusesOverHttp(api: string, tokens: Record<string, string>): Promise<void> {
  const post = async (role: string, path: string, body: string) => {
    const answer = await fetch(`${api}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[role]}`,
        'content-type': 'application/json',
        'idempotency-key': newId(),
      },
      body,
    });
    return { status: answer.status, code: /"code":"(\w+)"/.exec(await answer.text())?.[1] };
  };
  const get = async (role: string, path: string) =>
    (await fetch(`${api}${path}`, { headers: { authorization: `Bearer ${tokens[role]}` } })).json();

  const { items } = await get('resident', '/v1/shelf');
  const order = (quantity: number) => JSON.stringify({ lines: [{ skuId: items[0].skuId, quantity }] });
  for (const quantity of [0, 1_000_000_000]) {
    expect(await post('resident', '/v1/orders', order(quantity))).toEqual({ status: 422, code: 'invalidInput' });
  }
  expect(await post('resident', '/v1/orders', `{"lines":"${'x'.repeat(10_000_000)}"}`)).toEqual({
    status: 413,
    code: 'bodyTooLarge',
  });
  expect((await get('resident', '/v1/orders')).items).toEqual([]);

  const { lawVersion } = await get('commander', '/v1/zones');
  const [west, south] = (await get('commander', '/v1/map')).bounds;
  const at = (east: number, north: number) => [west + east * 0.002, south + north * 0.002];
  const bowTie = { type: 'Polygon', coordinates: [[at(0, 0), at(1, 1), at(1, 0), at(0, 1), at(0, 0)]] };
  const zone = JSON.stringify({ name: 'Z', class: 'sealed', geometry: bowTie });
  expect(await post('commander', '/v1/zones', zone)).toEqual({ status: 422, code: 'zoneSelfCrosses' });
  expect(await get('commander', '/v1/zones')).toEqual({ lawVersion, items: [] });
}
