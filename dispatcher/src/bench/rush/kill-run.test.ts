import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killRun } from './kill-run.ts';

it('kill -9 in the middle of a rush loses nothing that was acknowledged and doubles nothing that was asked again', {
  timeout: 600_000,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baogong-kill-'));
  try {
    const result = await killRun({ dataDir, kills: 1, buyers: 40, units: 30, seed: 12 });

    expect(result.misses).toEqual([]);
    // The thirteenth answer killed it: at least those before it had arrived, and all that were there are sold by the end.
    expect(result).toMatchObject({ kills: 1, orders: 30 });
    expect(result.acknowledged).toBeGreaterThan(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
