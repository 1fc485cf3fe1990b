import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

const KB = 1000;

/** Fails the build when the script that a window loads first, gzipped and with its worker, is over its budget. */
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
  const files = reachable(bundle, entry.fileName, new Set());
  return [...files].reduce((sum, file) => sum + gzipSync(codeOf(bundle, file)).length, 0);
}

/** The entry, what it imports at once, and scripts that it names by address, as a worker is. */
function reachable(bundle: Rollup.OutputBundle, file: string, seen: Set<string>): Set<string> {
  const part = bundle[file];
  if (!part || seen.has(file)) return seen;
  seen.add(file);
  if (part.type !== 'chunk') return seen;
  const named = [...(part.viteMetadata?.importedAssets ?? [])].filter((asset) => /\.m?js$/.test(asset));
  for (const next of [...part.imports, ...named]) reachable(bundle, next, seen);
  return seen;
}

function codeOf(bundle: Rollup.OutputBundle, file: string): string | Uint8Array {
  const part = bundle[file];
  if (!part) return '';
  return part.type === 'chunk' ? part.code : part.source;
}
