import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../rules/ids.ts';
import { Refusal } from '../rules/refusal.ts';
import { BLOB_BYTES_MAX, type BlobStore } from './blob-store.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** Blobs as files in a folder of this machine or a mounted one, spread over 256 sub-folders. */
export function blobFolder(folder: string): BlobStore {
  const fileOf = (hash: string) => {
    if (!SHA256.test(hash)) {
      throw new Refusal('invalidInput', { field: 'hash', value: hash, accepted: '64 hexadecimal digits' });
    }
    return join(folder, hash.slice(0, 2), hash);
  };
  return {
    async put(bytes) {
      if (bytes.length === 0 || bytes.length > BLOB_BYTES_MAX) {
        throw new Refusal('bodyTooLarge', { field: 'bytes', value: bytes.length, accepted: `1 to ${BLOB_BYTES_MAX}` });
      }
      const hash = createHash('sha256').update(bytes).digest('hex');
      const file = fileOf(hash);
      await mkdir(join(file, '..'), { recursive: true });
      // Written aside and renamed, so that a reader never sees half a file.
      const part = `${file}.${newId()}.part`;
      await writeFile(part, bytes, { mode: 0o600 });
      await rename(part, file);
      return hash;
    },
    get: (hash) => readFile(fileOf(hash)).then((bytes) => new Uint8Array(bytes), missingIsUndefined),
    delete: (hash) => rm(fileOf(hash), { force: true }),
  };
}

function missingIsUndefined(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
