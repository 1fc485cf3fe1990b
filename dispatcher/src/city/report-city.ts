import type { WrittenFolder } from './write-folder.ts';

const shown = [
  ['dropPoints', 'drop points'],
  ['households', 'households'],
  ['gates', 'known gates'],
  ['warehouses', 'warehouses'],
  ['riderBases', 'rider bases'],
  ['vehicles', 'vehicles'],
  ['riders', 'riders, drivers and carriers'],
  ['skus', 'SKUs'],
  ['streets', 'streets'],
] as const;

/** What was made, for the person who asked for it. */
export function reportCity({ folder, manifest, folderHash }: WrittenFolder): string {
  const counts = shown.map(([kind, words]) => `${manifest.counts[kind] ?? 0} ${words}`).join(', ');
  const notes = manifest.notes.map((note) => `  - ${note}`);
  return [
    `${manifest.nameZh} (${manifest.nameEn}): ${counts}.`,
    ...(notes.length > 0 ? ['To know:', ...notes] : []),
    `Folder ${folder}`,
    `Hash   ${folderHash}`,
  ].join('\n');
}
