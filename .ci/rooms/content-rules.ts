import { exceptions } from './exceptions.ts';
import { type Finding, isTest, lineAt, type Source, visitSource } from './source.ts';

/** What a file may not say, whatever it imports. Each names the offence and where it begins. */
export interface ContentRule {
  name: string;
  room: RegExp;
  spared?: RegExp;
  judgesTests?: boolean;
  find(source: Source): { start: number; message: string }[];
}

const LINES_MAX = 300;
const product = /^(drizzle|api|dispatcher)\/(src\/|[\w.-]+\.ts$)/;
export const sqlTime =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b(?!\s*[:=])/i;

export const contentRules: ContentRule[] = [
  {
    name: 'time comes from Clock',
    room: product,
    find: (source) =>
      found(source, ({ call, fresh, hit }) => {
        if (call === 'Date.now' || call === 'Date') hit(`${call}()`);
        if (fresh === 'Date') hit('new Date()');
      }),
  },
  {
    name: 'chance comes from a seed',
    room: product,
    find: (source) =>
      found(source, ({ call, hit }) => {
        if (call === 'Math.random') hit('Math.random()');
      }),
  },
  {
    name: 'SQL has no time of its own',
    room: product,
    judgesTests: true,
    find: (source) => [
      ...found(source, ({ method, text, hit }) => {
        if (method === 'defaultNow') hit('defaultNow()');
        if (text !== undefined && sqlTime.test(text)) hit(sqlTime.exec(text)?.[0] ?? '');
      }),
    ],
  },
  {
    name: 'sql.raw is banned',
    room: product,
    find: (source) =>
      found(source, ({ call, hit }) => {
        if (call === 'sql.raw') hit('sql.raw(…)');
      }),
  },
  {
    name: 'process.env is read in config.ts only',
    room: /^(drizzle|api|dispatcher|web|load-tests)\//,
    spared: /(^|\/)(config|[\w.-]+\.config)\.ts$/,
    find: (source) =>
      found(source, ({ member, hit }) => {
        if (member === 'process.env') hit('process.env');
      }),
  },
  {
    name: 'queries write nothing',
    room: /^drizzle\/src\/queries\//,
    find: (source) =>
      found(source, ({ call, hit }) => {
        if (call !== undefined && /^(?:.*\.)?(?:db|tx|reader|database)\.(?:insert|update|delete)$/.test(call))
          hit(`${call}(…)`);
      }),
  },
  {
    name: 'no file is over 300 lines',
    room: /^(drizzle\/src|api|dispatcher|web|load-tests|\.ci)\//,
    judgesTests: true,
    find: ({ text }) => tooLong(text),
  },
];

export function judgeContents(source: Source, rules = contentRules): Finding[] {
  return rules
    .filter(({ room, spared, judgesTests, name }) => {
      if (!room.test(source.path) || spared?.test(source.path) || (isTest(source.path) && !judgesTests)) return false;
      return !exceptions.some(({ rule, path }) => rule === name && isAt(source.path, path));
    })
    .flatMap((rule) =>
      rule.find(source).map(({ start, message }) => ({
        path: source.path,
        line: lineAt(source.text, start),
        rule: rule.name,
        message,
      })),
    );
}

/** A style sheet holds no code to judge, but it is a file that somebody reads. */
export function judgeStyles(path: string, text: string): Finding[] {
  const rule = 'no file is over 300 lines';
  return tooLong(text).map(({ start, message }) => ({ path, line: lineAt(text, start), rule, message }));
}

function tooLong(text: string): { start: number; message: string }[] {
  const lines = text.split('\n').length - 1;
  return lines > LINES_MAX ? [{ start: text.length, message: `${lines} lines` }] : [];
}

function isAt(path: string, place: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : path === place;
}

/** What a rule may look at: one expression or piece of text of the file. */
interface Sight {
  call?: string;
  method?: string;
  fresh?: string;
  member?: string;
  text?: string;
  hit(message: string): void;
}

function found(source: Source, look: (sight: Sight) => void): { start: number; message: string }[] {
  const hits: { start: number; message: string }[] = [];
  const see = (start: number, sight: Omit<Sight, 'hit'>): void =>
    look({ ...sight, hit: (message) => hits.push({ start, message }) });
  const named = (node: { start: number; end: number }): string =>
    source.text
      .slice(node.start, node.end)
      .replace(/\s|\?/g, '')
      .replace(/^globalThis\./, '');

  visitSource(source, {
    CallExpression: ({ callee, start }) =>
      see(start, { call: named(callee), method: /(\w+)$/.exec(named(callee))?.[1] ?? '' }),
    NewExpression: (node) => {
      if (node.arguments.length === 0) see(node.start, { fresh: named(node.callee) });
    },
    MemberExpression: (node) => see(node.start, { member: named(node) }),
    Literal: ({ value, start }) => {
      if (typeof value === 'string') see(start, { text: value });
    },
    TemplateElement: ({ value, start }) => see(start, { text: value.raw }),
  });

  return hits;
}
