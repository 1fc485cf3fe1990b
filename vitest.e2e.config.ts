import { defineConfig } from 'vitest/config';

/** Journeys in a real browser, one after the other, each on a server of its own. */
export default defineConfig({
  test: {
    include: ['web/e2e/*.spec.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
