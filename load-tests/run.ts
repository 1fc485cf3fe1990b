import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotPlayed } from './stage/not-played.ts';
import type { Play } from './stage/play.ts';
import { playOpeningRush } from './stage/play-opening-rush.ts';
import { playSmoke } from './stage/play-smoke.ts';
import { readArguments } from './stage/read-arguments.ts';

// A load run judges the whole: its own system on an empty data folder, the crowd, and afterwards the rows by themselves.

const CANNOT_RUN = 2;

const plays: Readonly<Record<string, (play: Play) => Promise<number>>> = {
  'opening-rush': playOpeningRush,
  smoke: playSmoke,
};

process.exitCode = await run();

async function run(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'baogong-k6-'));
  // The database's unprivileged user goes through it to its own folder.
  chmodSync(folder, 0o755);
  try {
    const { scenario, ...asked } = readArguments(process.argv.slice(2), Object.keys(plays));
    const failures = await plays[scenario]?.({ ...asked, folder });
    return failures === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NotPlayed)) throw error;
    console.error(error.message);
    return CANNOT_RUN;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
