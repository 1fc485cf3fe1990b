import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type InstanceRun, runInstance } from '../bench/solver/run-instance.ts';
import { runVroom } from '../bench/solver/run-vroom.ts';
import { solveInThreads } from '../bench/solver/solve-in-threads.ts';
import { readChoice, readCount, readSeconds } from '../bench/solver/solver-arguments.ts';
import { writeVrplibSolution } from '../solver/formats/vrplib-solution.ts';

/** Plans instance files: one JSON line per file on standard output, the routes as `.sol` files where `--out` names a folder. */
const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    format: { type: 'string' },
    time: { type: 'string' },
    iterations: { type: 'string' },
    threads: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    rounding: { type: 'string' },
    out: { type: 'string' },
  },
});

try {
  await solveFiles();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

async function solveFiles(): Promise<void> {
  if (files.length === 0) throw new Error('FILE is missing; accepted are instance files');
  const rounds = readCount('--iterations', values.iterations);
  const timeS = readSeconds('--time', values.time) ?? (rounds === null ? 10 : null);
  const threads = readCount('--threads', values.threads) ?? 1;
  if (threads === 0) throw new Error('--threads is 0; accepted is a whole number from 1');
  const format = readChoice('--format', values.format, ['vrplib', 'solomon', 'vroom'] as const);
  const options = {
    format: format === 'vroom' ? null : format,
    rounding: readChoice('--rounding', values.rounding, ['round', 'dimacs', 'exact'] as const),
    seed: readCount('--seed', values.seed) ?? 1,
    timeS,
    rounds,
  };
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });

  for (const file of files) {
    console.error(`${file}: ${timeS ?? '-'} CPU s, ${rounds ?? '-'} iterations, seed ${options.seed}`);
    if (format === 'vroom' || (format === null && extname(file) === '.json')) {
      refuseForVroom(threads, options.rounding);
      tell(runVroom(file, options, values.out));
      continue;
    }
    const { run, instance, answer, broken } =
      threads > 1 ? await solveInThreads(file, options, threads) : runInstance(file, options);
    for (const rule of broken.slice(0, 10)) console.error(`${file}: ${rule}`);
    if (values.out !== undefined) {
      const name = basename(file, extname(file));
      writeFileSync(join(values.out, `${name}.sol`), writeVrplibSolution(instance, answer.plan));
    }
    tell(run);
  }
}

/** One line a file; a plan that breaks a rule is told like any other, and in the exit code. */
function tell(run: InstanceRun): void {
  process.stdout.write(`${JSON.stringify(run)}\n`);
  if (!run.feasible) process.exitCode = 1;
}

/** VROOM's matrices hold whole numbers, and its requests are planned by one search. */
function refuseForVroom(threads: number, rounding: string | null): void {
  if (threads > 1) throw new Error(`--threads is ${threads}; accepted is 1 for VROOM's requests`);
  if (rounding !== null) throw new Error(`--rounding is ${rounding}; accepted is none for VROOM's requests`);
}
