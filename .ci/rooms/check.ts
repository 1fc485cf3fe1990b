import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judgeContents, judgeStyles } from './content-rules.ts';
import { bannedWords, judgeDocument, judgeTopLevel, judgeWords } from './document-rules.ts';
import { exceptions } from './exceptions.ts';
import { judgeImports } from './import-rules.ts';
import { judgeMigration } from './migration-rules.ts';
import { type Finding, parseSource } from './source.ts';

const root = resolve(import.meta.dirname, '../..');
const leftOut = new Set(['node_modules', 'dist', '.git', '.data', 'reports', 'coverage', '.stryker-tmp']);

const files = filesBelow('');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const words = existsSync(join(root, 'docs/glossary.md')) ? bannedWords(read('docs/glossary.md')) : [];

const findings = files.flatMap((path): Finding[] => {
  if (/\.tsx?$/.test(path)) {
    const source = parseSource(path, read(path));
    return [...judgeImports(source), ...judgeContents(source), ...judgeWords(source, words)];
  }
  if (/\.css$/.test(path)) return judgeStyles(path, read(path));
  if (/^drizzle\/migrations\/.*\.sql$/.test(path)) return judgeMigration(path, read(path));
  if (/\.md$/.test(path)) return judgeDocument(path, read(path), (named) => existsSync(join(root, named)));
  return [];
});
findings.push(...judgeTopLevel(readdirSync(root).filter((name) => !leftOut.has(name))));
for (const { path, rule } of exceptions) {
  if (!existsSync(join(root, path)))
    findings.push({ path: '.ci/rooms/exceptions.ts', line: 1, rule, message: `${path} is gone` });
}

for (const { path, line, rule, message } of findings) console.log(`${path}:${line}  ${message}  (${rule})`);
console.log(`Rooms: ${files.length} files, ${findings.length} findings.`);
process.exitCode = findings.length > 0 ? 1 : 0;

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
