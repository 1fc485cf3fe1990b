import { randomBytes } from 'node:crypto';
import { enginesUnderTest, openTestDatabase } from '@baogong/drizzle/testing/open-test-database';
import { backendContract } from './backend.contract.ts';
import { embeddedBackend } from './embedded-backend.ts';
import { redisBackend } from './redis-backend.ts';

for (const engine of enginesUnderTest()) {
  backendContract(`BullMQ's tables in ${engine}`, async () => {
    const database = await openTestDatabase(engine);
    return { backend: embeddedBackend(database), close: () => database.close() };
  });
}

const url = process.env.REDIS_URL;
if (url) {
  backendContract('redis', async () => {
    const prefix = `test-${randomBytes(6).toString('hex')}`;
    return { backend: redisBackend({ url, prefix }), close: async () => undefined };
  });
} else {
  console.log('Queues on Redis are not proven in this run: REDIS_URL is not set.');
}
