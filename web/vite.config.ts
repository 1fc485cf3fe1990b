import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { keepBudgets } from './budgets.config.ts';

const page = (name: string) => fileURLToPath(new URL(`${name}index.html`, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  appType: 'mpa',
  plugins: [react(), keepBudgets({ resident: 120, courier: 140, command: 450 })],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The policy of the pages allows no inline script, and a data: address is none of our origin.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { start: page(''), resident: page('resident/'), courier: page('courier/'), command: page('command/') },
    },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/readyz': 'http://127.0.0.1:8080' } },
});
