/** Photos and prescriptions, named by their content. Who owns one and until when is kept in the database. */
export interface BlobStore {
  /** Stores the bytes and gives their SHA-256; the same bytes are one blob. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes of a hash, unless nobody stored them or they were deleted. */
  get(hash: string): Promise<Uint8Array | undefined>;
  /** Forgets the bytes; forgetting twice is the same. */
  delete(hash: string): Promise<void>;
}

export const BLOB_BYTES_MAX = 2 * 1024 * 1024;
