import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withOwnPostgres } from './own-postgres.ts';
import { runLastUnits } from './run-last-units.ts';

it('the last units of several items are sold once, whatever order their lines come in and however often they are sent', {
  timeout: 300_000,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baogong-last-'));
  try {
    const asked = { dataDir, rounds: 3, buyers: 60, seed: 7, say: () => undefined };
    const result = await withOwnPostgres(dataDir, (url) => runLastUnits({ ...asked, url }));
    expect(result.misses).toEqual([]);
    expect(result.orders).toBeGreaterThan(0);
    expect(result.soldOut).toBeGreaterThan(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
