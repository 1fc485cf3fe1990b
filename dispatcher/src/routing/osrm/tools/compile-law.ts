import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDataset, DATASET_BASE, type OsrmDataset } from './dataset.ts';
import type { OsrmHome } from './find-osrm.ts';
import { stampToken } from './law-token.ts';
import { runTool } from './run-tool.ts';

interface Asked {
  readonly home: OsrmHome;
  readonly dataset: OsrmDataset;
  /** Made anew for this law alone. */
  readonly folder: string;
  /** Lines `from,to,speed[,rate]` as OSRM reads them; none where the law closes nothing. */
  readonly speeds: string;
  readonly token: string;
}

/** Two tools on two cores would not be faster, and the machine has other work. */
const THREADS = 1;
const SPEEDS = 'speeds.csv';

/** Compiles a law into fresh files. Always from pristine ones: a later file of speeds never opens a street again. */
export async function compileLaw({ home, dataset, folder, speeds, token }: Asked): Promise<void> {
  const base = await copyDataset(dataset, folder);
  await stampToken(base, token);
  if (speeds === '') return;
  await writeFile(join(folder, SPEEDS), speeds);
  const args = ['--threads', String(THREADS), '--segment-speed-file', SPEEDS, DATASET_BASE];
  await runTool(home, { tool: 'osrm-customize', folder, args });
}
