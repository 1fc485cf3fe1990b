import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { claimPidFile } from './pid-file.ts';

const OWNER_FILE = 'owner.json';

/** How other commands reach the process that owns a folder. */
const folderOwner = z.object({ pid: z.int(), address: z.string().optional(), secret: z.string().optional() });
export type FolderOwner = z.infer<typeof folderOwner>;

export interface FolderLock {
  /** Tells other commands where the owner listens, readable by this user only. */
  announce(address: string, secret: string): void;
  release(): Promise<void>;
}

/** The folder belongs to another living process; the message is one sentence for people. */
export class FolderInUse extends Error {
  readonly owner: FolderOwner | undefined;

  constructor(folder: string, owner: FolderOwner | undefined) {
    const who = owner ? `process ${owner.pid}${owner.address ? ` (${owner.address})` : ''}` : 'another process';
    super(`The data folder ${folder} is in use by ${who}: stop it first, or choose another folder with --data.`);
    this.name = 'FolderInUse';
    this.owner = owner;
  }
}

/** Makes this process the only owner of a data folder; the embedded engine itself would let two of them destroy it. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, OWNER_FILE);
  const free = process.platform === 'linux' ? await claimSocket(folder) : claimPidFile(join(folder, 'owner.pid'));
  if (!free) throw new FolderInUse(folder, readOwner(folder));

  const write = (owner: FolderOwner) => {
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
  };
  write({ pid: process.pid });
  return {
    announce: (address, secret) => write({ pid: process.pid, address, secret }),
    async release() {
      rmSync(file, { force: true });
      await free();
    },
  };
}

/** What the last owner wrote; it may have died since. */
export function readOwner(folder: string): FolderOwner | undefined {
  try {
    return folderOwner.parse(JSON.parse(readFileSync(join(folder, OWNER_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** A name in Linux's abstract socket space: the kernel frees it with the process, even after kill -9. */
async function claimSocket(folder: string): Promise<(() => Promise<void>) | undefined> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);
  const server = createServer((socket) => socket.destroy());
  const claimed = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(`\0baogong-${name}`, () => resolve(true));
  });
  if (!claimed) return undefined;
  server.unref();
  return () => closed(server);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
