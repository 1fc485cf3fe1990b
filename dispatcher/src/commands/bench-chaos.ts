import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { KillRound } from '../bench/chaos/kill-round.ts';
import { type ChaosResult, runChaos } from '../bench/chaos/run-chaos.ts';
import { type VictimKind, victimKinds } from '../bench/chaos/victims.ts';
import { endOnSignal } from '../bench/rush/end-on-signal.ts';
import { NotServed } from '../serve/not-served.ts';

const USAGE = `kill -9 of each part of the server mode in the middle of a rush and of a wave.

  bench:chaos [--kills 10] [--victims ${victimKinds.join()}] [--json FILE] [--keep DIR]
`;
const FAULT = 2;
const KILLS_MAX = 1_000;
const measured = ['ordersAgainS', 'jobsAgainS', 'backS', 'nextWaveS'] as const;

const { kills, victims, json, keep } = argumentsOrExit();
endOnSignal();
const dir = keep ?? mkdtempSync(join(tmpdir(), 'baogong-chaos-'));
try {
  const result = await runChaos({ dir, victims, kills, say: (line) => console.error(line) });
  show(result);
  process.exitCode = result.misses.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof NotServed)) throw error;
  console.error(error.message);
  process.exitCode = FAULT;
} finally {
  if (!keep) rmSync(dir, { recursive: true, force: true });
}

function show({ kinds, misses }: ChaosResult): void {
  const lines = kinds.map(({ kind, rounds }) => ({
    victim: kind,
    kills: rounds.length,
    acknowledged: rounds.reduce((sum, round) => sum + round.acknowledged, 0),
    boxes: rounds.reduce((sum, round) => sum + round.boxes, 0),
    ...Object.assign({}, ...measured.map((name) => spread(name, rounds))),
    misses: rounds.reduce((sum, round) => sum + round.misses.length, 0),
  }));
  console.table(lines);
  for (const miss of misses) console.error(miss);
  const report = JSON.stringify({ bench: 'chaos', victims: lines, misses });
  console.log(report);
  if (json) writeFileSync(json, report);
}

function spread(name: (typeof measured)[number], rounds: readonly KillRound[]): Record<string, number> {
  const sorted = rounds.map((round) => round[name]).sort((one, other) => one - other);
  const p50 = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return { [`${name}P50`]: p50, [`${name}Max`]: sorted.at(-1) ?? 0 };
}

function argumentsOrExit() {
  const fail = (sentence: string): never => {
    console.error(`${sentence}\n\n${USAGE}`);
    return process.exit(FAULT);
  };
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '10' },
        victims: { type: 'string', default: victimKinds.join() },
        json: { type: 'string' },
        keep: { type: 'string' },
      },
    });
    const count = Number(values.kills);
    if (!Number.isInteger(count) || count < 1 || count > KILLS_MAX) {
      fail(`--kills ${values.kills}: accepted is a whole number from 1 to ${KILLS_MAX}`);
    }
    const kinds = values.victims.split(',').map((name) => victimKinds.find((kind) => kind === name));
    const known = kinds.filter((kind): kind is VictimKind => kind !== undefined);
    if (known.length < kinds.length) fail(`--victims ${values.victims}: accepted are ${victimKinds.join()}`);
    return { kills: count, victims: known, json: values.json, keep: values.keep };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
