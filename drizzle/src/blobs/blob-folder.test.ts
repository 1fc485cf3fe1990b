import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobFolder } from './blob-folder.ts';
import { blobStoreContract } from './blob-store.contract.ts';

blobStoreContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baogong-blobs-'));
  return { store: blobFolder(folder), close: () => rm(folder, { recursive: true }) };
});
