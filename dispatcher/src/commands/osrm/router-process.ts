import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InvariantError } from '@baogong/drizzle/rules/refusal';
import type { Profile } from '@baogong/drizzle/rules/vocabulary';
import { type CompiledLaw, tokenOf } from '../../routing/osrm/compiled-law.ts';
import { segmentSpeeds } from '../../routing/osrm/segment-speeds.ts';
import { compileLaw } from '../../routing/osrm/tools/compile-law.ts';
import type { OsrmDataset } from '../../routing/osrm/tools/dataset.ts';
import { noteChild } from '../../routing/osrm/tools/left-children.ts';
import { type Routed, startRouted } from '../../routing/osrm/tools/routed.ts';
import type { CityDatasets } from './city-datasets.ts';

/** A process of our own with one law, in a folder of its own. */
export interface RouterProcess {
  readonly token: string;
  readonly url: string;
  readonly pid: number;
  readonly ended: Promise<void>;
  /** Ends it and removes its folder. */
  end(): Promise<void>;
}

interface Asked {
  readonly profile: Profile;
  readonly law: CompiledLaw;
  /** A name that no other process of this keeper has. */
  readonly name: string;
}

/** One core compiles and answers a class; the machine has other classes to serve. */
const THREADS = 1;

/** Compiles a law into fresh files and serves them; gives the process only when it has proved that it answers by this law. */
export async function startRouter(datasets: CityDatasets, { profile, law, name }: Asked): Promise<RouterProcess> {
  const { home, network, streets, runDir, host } = datasets;
  const dataset = datasetOf(datasets, profile);
  const token = tokenOf(dataset, law);
  const folder = join(runDir, name);
  mkdirSync(folder, { recursive: true });
  try {
    await compileLaw({ home, dataset, folder, token, speeds: segmentSpeeds({ network, streets }, law, profile) });
    const onSpawn = ({ pid }: { pid: number }) => noteChild(folder, pid);
    const routed = await startRouted({ home, folder, token, host, threads: THREADS, onSpawn });
    return { token, url: routed.url, pid: routed.pid, ended: routed.ended, end: () => endRouter(routed, folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

export function routerToken(datasets: CityDatasets, profile: Profile, law: CompiledLaw): string {
  return tokenOf(datasetOf(datasets, profile), law);
}

async function endRouter(routed: Routed, folder: string): Promise<void> {
  await routed.stop();
  rmSync(folder, { recursive: true, force: true });
}

function datasetOf({ of }: CityDatasets, profile: Profile): OsrmDataset {
  const dataset = of.get(profile);
  if (!dataset) throw new InvariantError(`no dataset was made for profile ${profile}`);
  return dataset;
}
