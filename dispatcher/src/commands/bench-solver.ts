import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type GapRow, gapTable } from '../bench/solver/gap-table.ts';
import { runLargeBench } from '../bench/solver/run-large-bench.ts';
import { runLoopBench } from '../bench/solver/run-loop-bench.ts';
import { isAtHand, type PeerName, peerNames } from '../bench/solver/run-peer.ts';
import { runSolverBench } from '../bench/solver/run-solver-bench.ts';
import { readChoice, readCount, readSeconds } from '../bench/solver/solver-arguments.ts';

/** Gap to best known by class, for a folder of instances with a `best-known.json`; peers beside where they are at hand. */
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: '../shared/data/vrp' },
    time: { type: 'string', default: '1,10' },
    seeds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    large: { type: 'string' },
    'rounds-per-stop': { type: 'string', default: '100' },
    loop: { type: 'string' },
    json: { type: 'string' },
    peer: { type: 'string' },
    python: { type: 'string', default: 'python3' },
  },
});

const asked = (values.peer ?? '').split(',').filter(Boolean);
const named = asked.map((name) => readChoice('--peer', name, peerNames)).filter((name) => name !== null);
const peers = named.filter((peer: PeerName) => {
  const here = isAtHand(peer, values.python);
  if (!here) console.error(`${peer}: not at hand for ${values.python}, left out`);
  return here;
});

const timesS = values.time.split(',').map((time) => readSeconds('--time', time) ?? 1);
if (values.large !== undefined) {
  const sizes = values.large.split(',').map((size) => readCount('--large', size) ?? 0);
  const roundsPerStop = readCount('--rounds-per-stop', values['rounds-per-stop']) ?? 100;
  console.table(runLargeBench({ sizes, roundsPerStop }));
  process.exit(0);
}
if (values.loop !== undefined) {
  console.table(runLoopBench(readCount('--loop', values.loop) ?? 1000));
  process.exit(0);
}

const rows: GapRow[] = [];
runSolverBench({
  set: values.set,
  timesS,
  seeds: readCount('--seeds', values.seeds) ?? 1,
  only: new RegExp(values.only),
  python: values.python,
  peers,
  onNoAnswer: (peer, file) => console.error(`${peer} ${file}: no answer`),
  onRow(row) {
    rows.push(row);
    const { solver, file, timeS, seed, cost, gap, feasible } = row;
    console.error(
      `${solver} ${file} ${timeS} s seed ${seed}: ${cost} (${gap.toFixed(2)} %)${feasible ? '' : ' INVALID'}`,
    );
  },
});

const table = gapTable(rows);
console.table(table);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows, table })}\n`);
process.exitCode = rows.some(({ feasible, solver }) => !feasible && solver === 'baogong') ? 1 : 0;
