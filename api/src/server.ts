import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from './app.ts';

export interface Listening {
  /** Where clients reach it, for example `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Takes no more connections, lets running requests end, then cuts open streams. */
  close(): Promise<void>;
}

const DRAIN_MS = 2_000;

/** A port that another program has: one sentence for people. */
export class PortInUse extends Error {
  constructor(host: string, port: number) {
    super(`Port ${port} on ${host} is taken by another program: stop it, or choose another port with --port (0 = any free one).`);
    this.name = 'PortInUse';
  }
}

/** Serves the counter on one address; port 0 takes any free port. */
export async function listen({ app, host, port }: { app: App; host: string; port: number }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(host, port) : error),
    );
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { address: `http://${host}:${bound}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}
