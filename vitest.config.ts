import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const snapshotSetup = 'dispatcher/src/queues/snapshot.global-setup.ts';
const missingServices = ['DATABASE_URL', 'REDIS_URL'].filter((name) => process.env[name] === undefined);
if (missingServices.length > 0)
  console.log(`Suites *.server.test.ts are left out: ${missingServices.join(' and ')} not set.`);

export default defineConfig({
  test: {
    include: ['{drizzle,api,dispatcher,web,load-tests,.ci}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', ...(missingServices.length > 0 ? ['**/*.server.test.ts'] : [])],
    globalSetup: existsSync(snapshotSetup) ? [snapshotSetup] : [],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
