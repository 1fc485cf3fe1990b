import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

const KB = 1000;

/** Fails the build when the script that a page loads first, gzipped, is over its budget. The map's worker is a thread of its own and comes on top. */
export function keepBudgets(budgetsKb: Readonly<Record<string, number>>): Plugin {
  return {
    name: 'keep-budgets',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const [window, budgetKb] of Object.entries(budgetsKb)) {
        const sizeKb = Math.ceil(firstLoadBytes(bundle, window) / KB);
        console.log(`${window}: ${sizeKb} KB of script, gzipped (at most ${budgetKb})`);
        if (sizeKb > budgetKb) this.error(`${window} loads ${sizeKb} KB of script, gzipped; at most ${budgetKb} KB`);
      }
    },
  };
}

function firstLoadBytes(bundle: Rollup.OutputBundle, window: string): number {
  const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry && part.name === window);
  if (!entry) throw new Error(`budget of ${window}: there is no such entry`);
  const codes = [...firstChunks(bundle, entry.fileName, new Map()).values()];
  return codes.reduce((sum, code) => sum + gzipSync(code).length, 0);
}

/** The entry and everything that it imports at once. */
function firstChunks(bundle: Rollup.OutputBundle, file: string, seen: Map<string, string>): Map<string, string> {
  const part = bundle[file];
  if (part?.type !== 'chunk' || seen.has(file)) return seen;
  seen.set(file, part.code);
  for (const next of part.imports) firstChunks(bundle, next, seen);
  return seen;
}
