import { defineConfig } from 'vitest/config';

/** The pure rules alone, without a database: what mutation testing runs again and again. */
export default defineConfig({
  test: {
    include: ['drizzle/src/rules/**/*.test.ts'],
    exclude: ['**/*.server.test.ts'],
    setupFiles: ['drizzle/src/rules/testing/fewer-runs.ts'],
  },
});
