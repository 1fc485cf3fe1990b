// Node 20 cannot run TypeScript, and starting through a loader costs half a second: commands run as one bundled file each.
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const commands = join(root, 'dispatcher/src/commands');
const dist = join(root, 'dispatcher/dist');

/** Packages that carry native code, WebAssembly or worker files of their own and find them beside themselves. */
const external = [
  '@electric-sql/*',
  '@valhallajs/valhallajs',
  'esbuild',
  'msgpackr',
  'msgpackr-extract',
  'pg-native',
  'pino',
  'playwright-core',
  'vite',
];

/** Every command that can be run: `dispatcher/src/commands/NAME.ts`. */
export function commandNames() {
  return entryFiles(commands).map((file) => basename(file, '.ts'));
}

export function commandSource(name) {
  return join(commands, `${name}.ts`);
}

/** The bundle of a command, built again when any source it was made of is newer than the bundle. */
export async function freshCommand(name) {
  for (const worker of workerSources()) await freshBundle(worker, dist);

  return freshBundle(commandSource(name), dist);
}

/** Worker threads are entries of their own: `NAME.worker.ts` anywhere in the dispatcher. */
function workerSources() {
  return readdirSync(join(root, 'dispatcher/src'), { recursive: true })
    .filter((file) => file.endsWith('.worker.ts'))
    .map((file) => join(root, 'dispatcher/src', file));
}

export async function freshBundle(source, folder) {
  const bundle = join(folder, basename(source).replace(/\.ts$/, '.mjs'));
  if (!isFresh(bundle)) await build(source, bundle);

  return bundle;
}

function isFresh(bundle) {
  try {
    const builtAt = statSync(bundle).mtimeMs;
    const inputs = JSON.parse(readFileSync(`${bundle}.inputs.json`, 'utf8'));

    return inputs.every((file) => statSync(join(root, file)).mtimeMs < builtAt);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

async function build(source, bundle) {
  const { build: esbuild } = await import('esbuild');
  const startedAt = new Date();
  const result = await esbuild({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: bundle,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'error',
    logOverride: { 'import-is-undefined': 'error' },
    external,
    plugins: [sourceUrls(dirname(bundle))],
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module';const require = bundleRequire(import.meta.url);",
    },
  });

  mkdirSync(dirname(bundle), { recursive: true });
  for (const file of result.outputFiles) writeWhole(bundle, file.contents, startedAt);
  const inputs = [...Object.keys(result.metafile.inputs), 'package-lock.json', 'dispatcher/bin/bundle.mjs'];
  writeWhole(`${bundle}.inputs.json`, JSON.stringify(inputs), startedAt);
}

/** A second command may build the same bundle at this moment, so a file appears whole or not at all. */
function writeWhole(path, contents, writtenAt) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, contents);
  utimesSync(draft, writtenAt, writtenAt);
  renameSync(draft, path);
}

/** In a bundle `import.meta.url` still names the source file, so that paths to migrations, pages and snapshots stay true. */
const sourceUrls = (folder) => ({
  name: 'source-urls',
  setup(builder) {
    builder.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (path.includes('/node_modules/')) return undefined;
      const here = `new URL(${JSON.stringify(relative(folder, path))}, import.meta.url).href`;
      const contents = readFileSync(path, 'utf8')
        .replace(
          /new URL\((['"])(?:[^'"]*\/)?([\w-]+)\.worker\.ts\1,\s*import\.meta\.url\)/g,
          "new URL('./$2.worker.mjs', WORKER_BASE)",
        )
        .replaceAll('import.meta.url', here)
        .replaceAll('WORKER_BASE', 'import.meta.url');

      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
});

function entryFiles(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .map((file) => join(folder, file));
}
