import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{drizzle,api,dispatcher,web,load-tests}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
