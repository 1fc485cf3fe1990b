import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { executablePath } from '../config.ts';
import { NotPlayed } from './not-played.ts';

/** k6 on the PATH or in the tool cache. */
export function findK6(): string {
  const folders = [...executablePath.split(delimiter), join(homedir(), '.cache/baogong/bin')];
  const found = folders.map((place) => join(place, 'k6')).find(isExecutable);
  if (found) return found;
  throw new NotPlayed(
    'k6 was not found; install it with: GOBIN=$HOME/.cache/baogong/bin go install go.k6.io/k6@v1.8.1',
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
