import type { Logger } from 'pino';
import type { QueueBackend } from './backend.ts';
import { queueNames } from './define-job.ts';
import { isQuiet } from './quiet.ts';

/** Looks at the queues from a process that works on none of them. */
export async function watchQueues(backend: QueueBackend, log: Logger) {
  const queues = queueNames.map((name) => {
    const queue = backend.queue(name);
    queue.on('error', (error) => log.error({ event: 'queue.error', queue: name, err: error }));
    return queue;
  });
  await Promise.all(queues.map((queue) => queue.waitUntilReady()));
  return {
    quiet: () => isQuiet(queues),
    async close(): Promise<void> {
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}
