import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findOsrm, osrmTools, requireOsrm } from './find-osrm.ts';

const folder = mkdtempSync(join(tmpdir(), 'baogong-find-osrm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder laid out as OSRM's, with so many of its executables. */
function laidOut(name: string, tools: number = osrmTools.length): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  mkdirSync(join(home, 'share', 'profiles'), { recursive: true });
  writeFileSync(join(home, 'share', 'profiles', 'car.lua'), '');
  for (const tool of osrmTools.slice(0, tools)) {
    writeFileSync(join(home, 'bin', tool), '');
    chmodSync(join(home, 'bin', tool), 0o755);
  }
  return home;
}

it('executables on PATH come before those of the tool cache, and half a set is none', async () => {
  const [half, onPath, toolCache] = [laidOut('half', 3), laidOut('on-path'), laidOut('cache')];
  const path = [join(half, 'bin'), join(onPath, 'bin')].join(delimiter);
  expect(await findOsrm({ path, toolCache })).toMatchObject({ bin: join(onPath, 'bin') });
  expect(await findOsrm({ path: join(half, 'bin'), toolCache })).toMatchObject({ bin: join(toolCache, 'bin') });
});

it('who has none is told the one line that gets them', async () => {
  const searched = { path: '', toolCache: join(folder, 'nowhere') };
  expect(await findOsrm(searched)).toBeUndefined();
  await expect(requireOsrm(searched)).rejects.toThrow(`neither on PATH nor in ${searched.toolCache}`);
  await expect(requireOsrm(searched)).rejects.toThrow('.ci/osrm.sh fetch');
});
