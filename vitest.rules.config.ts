import { defineConfig } from 'vitest/config';

/** The pure rules alone, without a database: what mutation testing runs again and again. */
export default defineConfig({
  test: { include: ['drizzle/src/rules/**/*.test.ts'], testTimeout: 30_000 },
});
