import { afterEach, expect, it } from 'vitest';
import { type HealthServer, healthServer } from './health-server.ts';
import type { Parts } from './parts.ts';

const open: HealthServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serving(parts: Parts, port = 0): Promise<string> {
  const server = await healthServer({ host: '127.0.0.1', port, parts, facts: () => ({ relays: true }) });
  open.push(server);
  return server.address;
}

it('tells that it is ready, or which part is missing and why', async () => {
  const well = await serving({ queue: async () => undefined });
  expect(await (await fetch(`${well}/readyz`)).json()).toEqual({ status: 'ready', missing: {}, relays: true });
  const lacking = await serving({
    queue: async () => undefined,
    database: () => Promise.reject(new Error('it is away')),
  });
  const answer = await fetch(`${lacking}/readyz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: 'notReady', missing: { database: 'it is away' } });
  expect((await fetch(`${lacking}/healthz`)).status).toBe(200);
});

it('a port that somebody else has is told in a sentence', async () => {
  const { port } = new URL(await serving({}));
  await expect(serving({}, Number(port))).rejects.toThrow(
    `HEALTH_PORT ${port} at 127.0.0.1 cannot be had: listen EADDRINUSE: address already in use 127.0.0.1:${port}.`,
  );
});
