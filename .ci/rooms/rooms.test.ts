import { describe, expect, test } from 'vitest';
import { contentRules, judgeContents, judgeStyles } from './content-rules.ts';
import { bannedWords, judgeDocument, judgeTopLevel, judgeWords } from './document-rules.ts';
import { importRules, judgeImports } from './import-rules.ts';
import { judgeMigration } from './migration-rules.ts';
import { plantedContents, plantedImports } from './planted.ts';
import { parseSource } from './source.ts';

describe('the room table', () => {
  test('every rule has a planted file', () => {
    expect(Object.keys(plantedImports).sort()).toEqual(importRules.map(({ name }) => name).sort());
    expect(Object.keys(plantedContents).sort()).toEqual(contentRules.map(({ name }) => name).sort());
  });

  test.each(cases(plantedImports))('%s: bites on %s %s', (rule, path, text) => {
    const rules = importRules.filter(({ name }) => name === rule);

    expect(judgeImports(parseSource(path, text), rules)).toMatchObject([{ path, line: 1, rule }]);
    expect(judgeImports(parseSource(path, text)).map((finding) => finding.rule)).toContain(rule);
  });

  test.each(cases(plantedContents))('%s: bites on %s %s', (rule, path, text) => {
    const rules = contentRules.filter(({ name }) => name === rule);

    expect(judgeContents(parseSource(path, text), rules)).toMatchObject([{ path, rule }]);
  });

  test.each([
    ['drizzle/src/rules/quota.ts', "import { z } from 'zod'; import { refuse } from './refusal.ts';"],
    [
      'drizzle/src/actions/orders/place.ts',
      "import { reserve } from '../stock/reserve.ts'; import { sql } from 'drizzle-orm';",
    ],
    ['drizzle/src/rules/quota.test.ts', "import { test } from 'vitest'; import fc from 'fast-check';"],
    [
      'dispatcher/src/embedded.ts',
      "import { createApp } from '@baogong/api/app'; import { serve } from '@hono/node-server';",
    ],
    ['dispatcher/src/simulate/resident.ts', "import { createClient } from '@baogong/api/client';"],
    [
      'web/command/main.tsx',
      "import { createClient } from '@baogong/api/client'; import type { Zone } from '@baogong/api/contract/zones';",
    ],
    ['load-tests/smoke.ts', "import http from 'k6/http'; import { resident } from './lib/actors/resident.ts';"],
    [
      'dispatcher/src/jobs/sweep.ts',
      'export const at = new Date(clock); export const known = snow(); export const map = new Map().delete(1);',
    ],
    ['dispatcher/src/config.ts', 'export const url = process.env.DATABASE_URL;'],
  ])('what a room may do is left alone: %s', (path, text) => {
    const source = parseSource(path, text);

    expect([...judgeImports(source), ...judgeContents(source)]).toEqual([]);
  });
});

describe('a style sheet', () => {
  test('of more than 300 lines is found, and one of 300 is not', () => {
    expect(judgeStyles('web/command/command.css', '\n'.repeat(301))).toMatchObject([
      { path: 'web/command/command.css', message: '301 lines' },
    ]);
    expect(judgeStyles('web/command/command.css', '\n'.repeat(300))).toEqual([]);
  });
});

describe('the top level', () => {
  test('a folder or file that has no place there is found', () => {
    expect(judgeTopLevel(['api', 'README.md', 'utils', 'notes.txt', '.ci'])).toMatchObject([
      { path: 'utils' },
      { path: 'notes.txt' },
    ]);
  });
});

describe('migrations', () => {
  test('a column may not take its time from SQL', () => {
    expect(
      judgeMigration('drizzle/migrations/0001_x.sql', 'create table t (\n at timestamptz default now());'),
    ).toMatchObject([{ line: 2 }]);
    expect(judgeMigration('drizzle/migrations/0001_x.sql', '-- never now()\nselect 1;')).toEqual([]);
  });
});

describe('documents', () => {
  const exists = (path: string): boolean => path === 'docs/domain.md' || path === 'drizzle/src/rules';

  test('a page that names a file that is gone is found', () => {
    expect(judgeDocument('README.md', 'See\n`api/src/gone.ts`.', exists)).toMatchObject([
      { line: 2, message: 'api/src/gone.ts' },
    ]);
    expect(judgeDocument('docs/decisions/0001.md', '[rules](../gone.md)', exists)).toMatchObject([
      { message: 'docs/gone.md' },
    ]);
  });

  test('a page that names what is there is left alone', () => {
    const page =
      '`drizzle/src/rules` [domain](docs/domain.md#law) [out](https://example.org) `drizzle/src/rules/*.ts` `dispatcher/src/commands/NAME.ts`';

    expect(judgeDocument('README.md', page, exists)).toEqual([]);
  });
});

describe('the glossary', () => {
  const banned = bannedWords(
    '| word | identifier | 中文 | meaning | not |\n|---|---|---|---|---|\n| gate | `gate` | 卡口 | way in | `checkpoint` |',
  );

  test('its last column is what a thing is never called', () => {
    expect(banned).toEqual([{ word: 'checkpoint', instead: '`gate`' }]);
  });

  test('a name with the wrong word is found, text is not', () => {
    expect(judgeWords(parseSource('api/src/a.ts', 'export const openCheckpoints = 1;'), banned)).toHaveLength(1);
    expect(judgeWords(parseSource('api/src/checkpoint.ts', ''), banned)).toHaveLength(1);
    expect(judgeWords(parseSource('api/src/a.ts', "export const gate = 'checkpoint';"), banned)).toEqual([]);
  });
});

function cases(
  planted: Record<string, { path: string; text: string }[]>,
): [rule: string, path: string, text: string][] {
  return Object.entries(planted).flatMap(([rule, files]) =>
    files.map(({ path, text }): [string, string, string] => [rule, path, text]),
  );
}
