import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { executablePath } from './config.ts';

// A load run judges the whole: its own server on an empty data folder, the crowd, and afterwards the rows by themselves.

const READY_MAX_S = 120;
const root = resolve(import.meta.dirname, '..');
const launcher = join(root, 'dispatcher/bin/run.mjs');

const [scenario, ...k6Options] = process.argv.slice(2);
const scenarios = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'config.ts'].includes(file))
  .map((file) => file.slice(0, -3));
if (scenario === undefined || !scenarios.includes(scenario)) {
  fail(`scenario: ${scenario ?? 'none given'}; accepted: ${scenarios.join(', ')}`);
}

const k6 = findK6();
const folder = mkdtempSync(join(tmpdir(), 'baogong-k6-'));
const data = join(folder, 'data');
const readyFile = join(folder, 'ready.json');

const server = spawn(process.execPath, [launcher, 'start', '--data', data, '--port', '0', '--ready-file', readyFile], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
let failures = 0;
try {
  await ready(server);
  failures += report(
    'k6',
    spawnSync(k6, ['run', ...k6Options, join(import.meta.dirname, `${scenario}.ts`)], run({ READY_FILE: readyFile }))
      .status,
  );
} finally {
  if (server.exitCode === null) {
    server.kill('SIGINT');
    await once(server, 'exit');
  }
}
failures += report('verify', spawnSync(process.execPath, [launcher, 'verify', '--data', data], run({})).status);
rmSync(folder, { recursive: true });
process.exitCode = failures > 0 ? 1 : 0;

function findK6(): string {
  const folders = [...executablePath.split(delimiter), join(homedir(), '.cache/baogong/bin')];
  const found = folders.map((place) => join(place, 'k6')).find(isExecutable);

  return (
    found ?? fail('k6 was not found; install it with: GOBIN=$HOME/.cache/baogong/bin go install go.k6.io/k6@v1.8.1')
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function ready(child: ChildProcess): Promise<void> {
  for (let waitedS = 0; waitedS < READY_MAX_S; waitedS++) {
    if (existsSync(readyFile)) return;
    if (child.exitCode !== null) fail(`the server ended with ${child.exitCode} before it was ready`);
    await delay(1000);
  }
  fail(`the server was not ready within ${READY_MAX_S} s`);
}

function run(variables: Record<string, string>): { cwd: string; stdio: 'inherit'; env: Record<string, string> } {
  return {
    cwd: root,
    stdio: 'inherit',
    env: { PATH: executablePath, HOME: homedir(), K6_NO_USAGE_REPORT: 'true', ...variables },
  };
}

function report(step: string, status: number | null): number {
  console.log(`${step}: ${status === 0 ? 'passed' : `failed (exit ${status})`}`);
  return status === 0 ? 0 : 1;
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
