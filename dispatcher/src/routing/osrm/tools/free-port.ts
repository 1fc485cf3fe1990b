import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A port of the loopback address on which nobody listens: `osrm-routed` itself would share a taken one without a word. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: LOOPBACK, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
