import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../rules/refusal.ts';
import { BLOB_BYTES_MAX, type BlobStore } from './blob-store.ts';

/** What every adapter of the `BlobStore` port must guarantee. */
export function blobStoreContract(
  name: string,
  open: () => Promise<{ store: BlobStore; close: () => Promise<void> }>,
): void {
  describe(`blobs in ${name}`, () => {
    let store: BlobStore;
    let close: () => Promise<void>;
    const photo = new Uint8Array([0, 1, 2, 255]);

    beforeEach(async () => {
      ({ store, close } = await open());
    });
    afterEach(() => close());

    it('gives back the bytes by the hash of their content', async () => {
      // printf '\x00\x01\x02\xff' | sha256sum
      const hash = '3d1f57c984978ef98a18378c8166c1cb8ede02c03eeb6aee7e2f121dfeee3e56';
      expect(await store.put(photo)).toBe(hash);
      expect(await store.get(hash)).toEqual(photo);
    });

    it('keeps equal bytes once, also when they are stored at the same time', async () => {
      const hashes = await Promise.all([store.put(photo), store.put(photo), store.put(photo)]);
      expect(new Set(hashes).size).toBe(1);
      await store.delete(hashes[0] ?? '');
      expect(await store.get(hashes[0] ?? '')).toBeUndefined();
    });

    it('has nothing where nothing was stored, and forgets twice', async () => {
      const hash = await store.put(photo);
      await store.delete(hash);
      await store.delete(hash);
      expect(await store.get(hash)).toBeUndefined();
    });

    it('refuses a name that is not a hash', async () => {
      const bad = async () => store.get('../../owner.json');
      await expect(bad()).rejects.toThrow(Refusal);
    });

    it('refuses nothing at all and more than its cap', async () => {
      await expect(store.put(new Uint8Array(0))).rejects.toThrow(Refusal);
      await expect(store.put(new Uint8Array(BLOB_BYTES_MAX + 1))).rejects.toThrow(Refusal);
      expect(await store.put(new Uint8Array(BLOB_BYTES_MAX))).toHaveLength(64);
    });
  });
}
