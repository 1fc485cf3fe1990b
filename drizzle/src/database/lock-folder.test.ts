import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder, readOwner } from './lock-folder.ts';
import { claimPidFile } from './pid-file.ts';

describe('data folder lock', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baogong-lock-'));
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    child = undefined;
    rmSync(folder, { recursive: true });
  });

  const lockInChild = async () => {
    const script = `const { lockFolder } = await import(${JSON.stringify(new URL('./lock-folder.ts', import.meta.url).href)});
      const lock = await lockFolder(${JSON.stringify(folder)});
      lock.announce('http://127.0.0.1:4000', 'secret');
      process.stdout.write('locked');
      setInterval(() => undefined, 1000);`;
    child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout) await once(child.stdout, 'data');
    return child;
  };

  it('says in one sentence which process has the folder and where it listens', async () => {
    const owner = await lockInChild();
    const second = lockFolder(folder);
    await expect(second).rejects.toThrow(FolderInUse);
    await expect(second).rejects.toThrow(
      `The data folder ${folder} is in use by process ${owner.pid} (http://127.0.0.1:4000): stop it first, or choose another folder with --data.`,
    );
  });

  it('is free again after kill -9', async () => {
    const owner = await lockInChild();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const lock = await lockFolder(folder);
    await lock.release();
  });

  it('holds for another name of the same folder, and until it is released', async () => {
    const other = `${folder}-link`;
    symlinkSync(folder, other);
    try {
      const lock = await lockFolder(folder);
      await expect(lockFolder(other)).rejects.toThrow(FolderInUse);
      await lock.release();
      await (await lockFolder(other)).release();
    } finally {
      rmSync(other);
    }
  });

  it('keeps the secret from other users', async () => {
    const lock = await lockFolder(folder);
    lock.announce('http://127.0.0.1:4000', 'secret');
    expect(readOwner(folder)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:4000', secret: 'secret' });
    expect(statSync(join(folder, 'owner.json')).mode & 0o777).toBe(0o600);
    await lock.release();
    expect(readOwner(folder)).toBeUndefined();
  });

  it('without abstract sockets tells a living owner from a dead or recycled pid', async () => {
    const file = join(folder, 'owner.pid');
    const release = claimPidFile(file);
    expect(release).toBeDefined();
    expect(claimPidFile(file)).toBeUndefined();
    await release?.();

    writeFileSync(file, `${process.pid} Thu Jan  1 00:00:00 1970`);
    const taken = claimPidFile(file);
    expect(taken).toBeDefined();
    await taken?.();
  });
});
