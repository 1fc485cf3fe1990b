import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { describe, expect, it } from 'vitest';
import { listen } from './server.ts';

const loopback = { host: '127.0.0.1', port: 0 };

describe('listening', () => {
  it('says in one sentence that a port is taken', async () => {
    const first = await listen({ app: new Hono(), ...loopback });
    const port = Number(new URL(first.address).port);
    await expect(listen({ app: new Hono(), ...loopback, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another process: choose another one or end that process.`,
    );
    await first.close();
  });

  it('lets a request under way end before it closes, and cuts an endless stream', async () => {
    const app = new Hono();
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    app.get('/slow', async (c) => {
      begun();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return c.text('whole');
    });
    app.get('/endless', (c) =>
      streamSSE(c, async (stream) => stream.writeSSE({ data: '1' }).then(() => new Promise(() => undefined))),
    );

    const server = await listen({ app, ...loopback });
    const endless = await fetch(`${server.address}/endless`);
    const slow = fetch(`${server.address}/slow`);
    await hasBegun;
    const closed = server.close();
    expect(await (await slow).text()).toBe('whole');
    await closed;
    await expect(endless.text()).rejects.toThrow();
    await expect(fetch(`${server.address}/slow`)).rejects.toThrow();
  });
});
