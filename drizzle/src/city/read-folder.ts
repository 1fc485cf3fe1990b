import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { CityInputError } from './city-input-error.ts';
import {
  type CityRows,
  FOLDER_FORMAT,
  type FolderRowKind,
  folderRowKinds,
  folderRows,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  rowsFile,
  STREETS_FILE,
} from './folder.ts';
import { requireNearStreets } from './require-near-streets.ts';
import { requireReferences } from './require-references.ts';

/** A city folder, read whole and found sound. */
export interface CityFolder {
  readonly folder: string;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest, which holds the hashes of all other files. */
  readonly folderHash: string;
  readonly rows: CityRows;
}

/** The namespace of all ids that are derived from a city. */
export function namespaceOf({ manifest }: Pick<CityFolder, 'manifest'>): string {
  return `city ${manifest.name} ${manifest.seed}`;
}

/** Reads a city folder and refuses it when a file is missing, altered or wrong, naming file, line and field. */
export function readFolder(folder: string): CityFolder {
  const { manifest, folderHash } = readManifest(folder);
  for (const file of [STREETS_FILE, ...folderRowKinds.map(rowsFile)]) requireHash(folder, file, manifest);
  // Each kind is parsed by its own schema, which is what makes the list of pairs a `CityRows`.
  const rows = Object.fromEntries(folderRowKinds.map((kind) => [kind, readRows(folder, kind)])) as unknown as CityRows;
  requireReferences(rows);
  requireNearStreets(rows);
  return { folder, manifest, folderHash, rows };
}

/** The manifest alone, for those who need the city's name, time zone or bounds. */
export function readManifest(folder: string): { readonly manifest: Manifest; readonly folderHash: string } {
  const text = readText(folder, MANIFEST_FILE);
  const parsed = manifestSchema.safeParse(parseJson(text, MANIFEST_FILE));
  if (!parsed.success) throw wrongRow(MANIFEST_FILE, parsed.error);
  return { manifest: parsed.data, folderHash: sha256(text) };
}

function requireHash(folder: string, file: string, manifest: Manifest): void {
  const expected = manifest.hashes[file];
  const problem = !expected
    ? 'the manifest has no hash of it'
    : sha256(readBytes(folder, file)) === expected
      ? undefined
      : 'its content is not what the manifest says';
  if (problem) throw new CityInputError({ field: file, problem, accepted: 'a folder as the city command wrote it' });
}

function readRows(folder: string, kind: FolderRowKind): unknown[] {
  const file = rowsFile(kind);
  const schema = folderRows[kind];
  const lines = readText(folder, file).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const place = `${file}:${index + 1}`;
    const parsed = schema.safeParse(parseJson(line, place));
    if (!parsed.success) throw wrongRow(place, parsed.error);
    return parsed.data;
  });
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CityInputError(
      { field: place, value: text, problem: 'not JSON', accepted: 'one JSON object' },
      { cause },
    );
  }
}

function wrongRow(place: string, error: z.ZodError): CityInputError {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return new CityInputError(
    {
      field: field === '' ? place : `${place} ${field}`,
      problem: issue?.message ?? 'wrong',
      accepted: `a row of city folder format ${FOLDER_FORMAT}`,
    },
    { cause: error },
  );
}

function readText(folder: string, file: string): string {
  return readBytes(folder, file).toString('utf8');
}

function readBytes(folder: string, file: string): Buffer {
  const path = join(folder, file);
  if (existsSync(path)) return readFileSync(path);
  const accepted = 'a city folder; make one with: npm run city -- generate --name shatou';
  throw new CityInputError({ field: path, problem: 'there is no such file', accepted });
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
