import { readFile, writeFile } from 'node:fs/promises';
import { InvariantError } from '@baogong/drizzle/rules/refusal';

/**
 * OSRM repeats the data version of its files in every answer. A dataset is made with this one, and each law that is compiled
 * into a copy puts its own token of the same length in its place: no answer can be taken for that of another law.
 */
export const BLANK_TOKEN = 'baogong-no-law'.padEnd(40, '-');

/** Writes a law's token into the files of a copied dataset. */
export async function stampToken(base: string, token: string): Promise<void> {
  if (!/^[\w-]{40}$/.test(token)) throw new InvariantError(`law token ${token}: 40 letters and digits expected`);
  const file = `${base}.timestamp`;
  const bytes = await readFile(file);
  const at = bytes.indexOf(BLANK_TOKEN);
  if (at < 0) throw new InvariantError(`${file} holds no ${BLANK_TOKEN}: it is no pristine dataset of ours`);
  bytes.write(token, at, 'latin1');
  await writeFile(file, bytes);
}
