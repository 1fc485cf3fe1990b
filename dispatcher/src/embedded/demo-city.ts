import { existsSync } from 'node:fs';
import { planShatou } from '../city/shatou/plan-shatou.ts';
import { cityFolder, writeFolder } from '../city/write-folder.ts';

/** Large enough to look like a sub-district, small enough to be there in a second. */
const DEMO_SCALE = 0.1;
const DEMO_SEED = 1;

/** Makes the demo city's folder if it is not there yet. */
export function ensureDemoCity(dataDir: string, name: string): boolean {
  if (existsSync(cityFolder(dataDir, name))) return false;
  writeFolder({ dataDir, plan: planShatou({ name, seed: DEMO_SEED, scale: DEMO_SCALE }), force: false });
  return true;
}
