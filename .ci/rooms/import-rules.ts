import type { Finding, Source } from './source.ts';
import { isTest } from './source.ts';

/** One row of the room table in ARCHITECTURE.md. */
export interface ImportRule {
  name: string;
  /** The files that the rule judges, and those of them that it spares. */
  room: RegExp;
  spared?: RegExp;
  /** Suites may reach further than their room, unless the rule says otherwise. */
  judgesTests?: boolean;
  only?: RegExp[];
  never?: RegExp[];
  /** What may be imported as a type and not as a value. */
  asTypes?: RegExp[];
}

const ground = (room: string): RegExp => new RegExp(`^drizzle/src/${room}/`);
const engine = (room: string): RegExp => new RegExp(`^dispatcher/src/${room}/`);
const window = (app: string): RegExp => new RegExp(`^web/(src/)?${app}/`);

const node = /^node:/;
const zod = /^zod$/;
const orm = /^drizzle-orm(\/|$)/;
const drivers = /^(pg|@electric-sql\/.*)$/;
const http = /^(hono|@hono)(\/|$)/;
const queueDrivers = /^(bullmq|ioredis)$/;
const routingDrivers = /^@valhallajs\//;
const queryBuilder = [orm, drivers];

export const importRules: ImportRule[] = [
  { name: 'rules import only zod and other rules', room: ground('rules'), only: [ground('rules'), zod] },
  {
    name: 'schema imports only drizzle-orm and words of the rules',
    room: ground('schema'),
    only: [ground('schema'), ground('rules'), orm],
  },
  {
    name: 'events import only rules and schema',
    room: ground('events'),
    only: [ground('events'), ground('rules'), ground('schema'), zod, orm],
    asTypes: [ground('database')],
  },
  {
    name: 'database imports only drivers, schema and rules',
    room: ground('database'),
    only: [ground('database'), ground('schema'), ground('rules'), orm, drivers, node, zod],
  },
  {
    name: 'actions import only rules, schema, events, queries, sibling actions and the transaction',
    room: ground('actions'),
    only: [
      ground('actions'),
      ground('queries'),
      ground('events'),
      ground('schema'),
      ground('rules'),
      ground('database'),
      orm,
      zod,
      /^node:crypto$/,
    ],
  },
  {
    name: 'queries import only schema and rules',
    room: ground('queries'),
    only: [ground('queries'), ground('schema'), ground('rules'), ground('database'), orm, zod],
  },
  {
    name: 'verify imports only schema and the database, so that it shares no code with what it judges',
    room: ground('verify'),
    only: [ground('verify'), ground('schema'), ground('database'), orm],
  },
  {
    name: 'the ground knows neither counter, engine room nor windows',
    room: /^drizzle\//,
    judgesTests: true,
    never: [/^(api|dispatcher|web|load-tests)\//, http, queueDrivers, routingDrivers],
  },
  {
    name: 'the contract imports only zod, zod-openapi and rules, so that a browser can read it',
    room: /^api\/src\/contract\//,
    only: [/^api\/src\/contract\//, ground('rules'), zod, /^@hono\/zod-openapi$/],
  },
  {
    name: 'the client is a type and hono/client',
    room: /^api\/src\/client\.ts$/,
    only: [/^hono\/client$/],
    asTypes: [/^api\/src\//, http],
  },
  { name: 'api never imports dispatcher', room: /^api\//, judgesTests: true, never: [/^dispatcher\//] },
  { name: 'api never imports the queue', room: /^api\//, never: [queueDrivers] },
  { name: 'api never imports routing', room: /^api\//, never: [routingDrivers] },
  { name: 'api never imports the query builder', room: /^api\//, never: queryBuilder },
  {
    name: 'dispatcher imports api only in its composition roots, the simulator and the commands',
    room: /^dispatcher\/src\//,
    spared: /^dispatcher\/src\/(embedded(\/|\.ts$|-)|serve\/|simulate\/|commands\/|bench\/)/,
    never: [/^api\//],
  },
  {
    name: 'dispatcher never imports Hono',
    room: /^dispatcher\/src\//,
    spared: /^dispatcher\/src\/embedded(\/|\.ts$|-)/,
    never: [http],
  },
  {
    name: 'the simulator acts by contract and client alone, as its users do; its judge reads figures',
    room: engine('simulate'),
    never: [
      /^api\/src\/(?!contract\/|client\.ts$)/,
      ground('actions'),
      /^drizzle\/src\/queries\/(?!figures\/|law\/)/,
      engine('(jobs|outbox|queues|planning|solver)'),
    ],
  },
  {
    name: 'only commands and benches import the simulator',
    room: /^(drizzle|api|dispatcher|web)\//,
    spared: /^dispatcher\/src\/(simulate|commands|bench)\//,
    never: [engine('simulate')],
  },
  {
    name: 'the solver is pure: solver and rules only',
    room: engine('solver'),
    spared: /^dispatcher\/src\/solver\/[\w.-]*\.worker\.ts$/,
    only: [engine('solver'), ground('rules')],
  },
  {
    name: 'the judge shares no code with the search',
    room: /^dispatcher\/src\/solver\/(check|judge)(\/|\.ts$|-)/,
    never: [/^dispatcher\/src\/solver\/(search|construct|cost|solve)/],
  },
  {
    name: 'routing knows no queue and no solver',
    room: engine('routing'),
    never: [queueDrivers, engine('(solver|jobs|queues|outbox|planning)')],
  },
  {
    name: 'web imports only the client, the contract and the rules of our own',
    room: /^web\//,
    judgesTests: true,
    spared: /^web\/e2e\//,
    never: [/^api\/src\/(?!client\.ts$|contract\/)/, /^drizzle\/(?!src\/rules\/)/, /^(dispatcher|load-tests)\//, node],
  },
  {
    name: 'web reads the contract as types',
    room: /^web\//,
    spared: /^web\/e2e\//,
    never: [/^api\/src\/contract\//],
    asTypes: [/^api\/src\/contract\//],
  },
  {
    name: 'the resident window imports no other window',
    room: window('resident'),
    judgesTests: true,
    never: [window('(courier|command)')],
  },
  {
    name: 'the courier window imports no other window',
    room: window('courier'),
    judgesTests: true,
    never: [window('(resident|command)')],
  },
  {
    name: 'the command window imports no other window',
    room: window('command'),
    judgesTests: true,
    never: [window('(resident|courier)')],
  },
  {
    name: 'what windows share imports no window',
    room: window('shared'),
    judgesTests: true,
    never: [window('(resident|courier|command)')],
  },
  { name: 'shared parts are stateless', room: window('shared/ui'), never: [window('shared/api'), /^@tanstack\//] },
  {
    name: 'the crowd knows only k6 and the contract’s types',
    room: /^load-tests\//,
    spared: /^load-tests\/(run\.ts$|config\.ts$|stage\/)/,
    only: [/^load-tests\//, /^k6(\/|$)/],
    asTypes: [/^api\/src\/contract\//, zod],
  },
];

const configuration = /(^|\/)[\w.-]+\.config\.ts$/;

export function judgeImports(source: Source, rules = importRules): Finding[] {
  if (configuration.test(source.path)) return [];

  return rules.filter((rule) => judges(rule, source.path)).flatMap((rule) => brokenBy(rule, source));
}

function judges(rule: ImportRule, path: string): boolean {
  return rule.room.test(path) && !rule.spared?.test(path) && (rule.judgesTests === true || !isTest(path));
}

function brokenBy(rule: ImportRule, source: Source): Finding[] {
  return source.imports
    .filter(({ target, typeOnly }) => {
      if (typeOnly && matches(rule.asTypes, target)) return false;
      return matches(rule.never, target) || (rule.only !== undefined && !matches(rule.only, target));
    })
    .map(({ specifier, line }) => ({ path: source.path, line, rule: rule.name, message: `imports ${specifier}` }));
}

function matches(patterns: RegExp[] | undefined, target: string): boolean {
  return patterns?.some((pattern) => pattern.test(target)) ?? false;
}
