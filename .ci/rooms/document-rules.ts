import { posix } from 'node:path';
import { type Finding, lineAt, type Source, visitSource } from './source.ts';

const rooms = '(?:drizzle|api|dispatcher|web|load-tests|docs|\\.ci)';
const quotedPath = new RegExp(`\`(${rooms}/[^\`\\s]*)\``, 'g');
const linkedPath = /\]\((?!https?:|#|mailto:)([^)\s#]+)[^)]*\)/g;

/** A page may name only files and folders that exist; patterns (`*`, `{a,b}`, NAME) speak of many and are left alone. */
export function judgeDocument(path: string, text: string, exists: (path: string) => boolean): Finding[] {
  const named = [
    ...[...text.matchAll(quotedPath)].map((match) => ({ match, target: match[1] ?? '' })),
    ...[...text.matchAll(linkedPath)].map((match) => ({
      match,
      target: posix.join(posix.dirname(path), match[1] ?? ''),
    })),
  ];

  return named
    .filter(({ target }) => !/[*{<…]|\b[A-Z]{3,}\b(?!\.md)/.test(target) && !exists(target.replace(/[:#].*$/, '')))
    .map(({ match, target }) => ({
      path,
      line: lineAt(text, match.index),
      rule: 'documents name only files that exist',
      message: target,
    }));
}

const topLevel =
  /^(drizzle|api|dispatcher|web|load-tests|docs|\.ci|compose\.yaml|\.gitignore|\.npmrc|[A-Z]+\.md|(package|package-lock|tsconfig|biome|knip|stryker\.config)\.json|vitest(\.\w+)?\.config\.ts)$/;

/** The five workspaces, documents, what CI runs and tool configuration: nothing else lies at the top. */
export function judgeTopLevel(names: string[]): Finding[] {
  return names
    .filter((name) => !topLevel.test(name))
    .map((name) => ({
      path: name,
      line: 1,
      rule: 'the top level holds workspaces, documents and tool configuration',
      message: name,
    }));
}

export interface BannedWord {
  word: string;
  instead: string;
}

/** The glossary's last column lists what a thing is never called: `| English | identifier | 中文 | meaning | not |`. */
export function bannedWords(glossary: string): BannedWord[] {
  return glossary
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .flatMap((cells) =>
      [...(cells[4] ?? '').matchAll(/`(\w+)`/g)].map((match) => ({ word: match[1] ?? '', instead: cells[1] ?? '' })),
    );
}

/** One word per thing, in names of files and of everything in them. Text that people read is not judged. */
export function judgeWords(source: Source, banned: BannedWord[]): Finding[] {
  const findings: Finding[] = [];
  const judge = (name: string, line: number): void => {
    const words = name
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replaceAll('_', '-');
    for (const { word, instead } of banned) {
      const phrase = word.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
      if (!new RegExp(`(^|-)${phrase}s?(-|$)`).test(words)) continue;
      findings.push({
        path: source.path,
        line,
        rule: 'one word per thing',
        message: `${name}: the glossary says ${instead}`,
      });
    }
  };

  for (const part of source.path.split('/')) judge(part.replace(/\.\w+$/, ''), 1);
  const seen = new Set<string>();
  visitSource(source, {
    Identifier: ({ name, start }) => {
      if (seen.has(name)) return;
      seen.add(name);
      judge(name, lineAt(source.text, start));
    },
  });

  return findings;
}
