import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from './app.ts';

export interface ListenOptions {
  readonly app: Pick<App, 'fetch'>;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

export interface Listening {
  /** `http://127.0.0.1:8080` */
  readonly address: string;
  /** Takes no more requests, lets those under way end, then cuts what is left: streams never end by themselves. */
  close(): Promise<void>;
}

const GRACE_MS = 2_000;

/** Nobody can listen there; the message is one sentence for people. */
export class PortRefused extends Error {}

/** Puts the counter on a socket; a port that is taken is said in one sentence. */
export async function listen({ app, host, port }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(saidPlainly(error, { host, port })));
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS);
        server.close((error) => {
          clearTimeout(cut);
          if (error) reject(error);
          else resolve();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}

function saidPlainly(error: Error, { host, port }: Omit<ListenOptions, 'app'>): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new PortRefused(
      `Port ${port} on ${host} is taken by another process: choose another one or end that process.`,
      {
        cause: error,
      },
    );
  }
  if (code === 'EACCES')
    return new PortRefused(`Port ${port} on ${host} may not be used by this user.`, { cause: error });
  return error;
}
