import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NotServed } from './not-served.ts';
import { missingParts, type Parts } from './parts.ts';
import { reasonOf } from './reason-of.ts';

export interface HealthServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Tells orchestrators whether a process without a counter lives (`/healthz`) and has its parts (`/readyz`). */
export async function healthServer(asked: {
  readonly host: string;
  readonly port: number;
  readonly parts: Parts;
  /** More to tell with the word that it is ready. */
  readonly facts: () => Record<string, unknown>;
}): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/healthz') answer(200, { status: 'ok' });
    else if (request.url === '/readyz') {
      missingParts(asked.parts).then(
        (missing) => {
          const isReady = Object.keys(missing).length === 0;
          answer(isReady ? 200 : 503, { status: isReady ? 'ready' : 'notReady', missing, ...asked.facts() });
        },
        () => answer(500, { status: 'fault' }),
      );
    } else answer(404, { status: 'notFound' });
  });
  server.listen(asked.port, asked.host);
  await once(server, 'listening').catch((cause: unknown) => {
    throw new NotServed(`HEALTH_PORT ${asked.port} at ${asked.host} cannot be had: ${reasonOf(cause)}.`, { cause });
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${asked.host}:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
