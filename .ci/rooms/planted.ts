/** For every rule at least one file that breaks it and nothing else. */
export interface Planted {
  path: string;
  text: string;
}

const one = (path: string, text: string): Planted[] => [{ path, text }];
const each = (path: string, specifiers: string[]): Planted[] =>
  specifiers.map((specifier) => ({ path, text: `import { x } from '${specifier}';` }));

export const plantedImports: Record<string, Planted[]> = {
  'rules import only zod and other rules': each('drizzle/src/rules/quota.ts', [
    'drizzle-orm',
    'node:fs',
    '../schema/orders.ts',
    'hono',
  ]),
  'schema imports only drizzle-orm and words of the rules': each('drizzle/src/schema/orders.ts', [
    '../actions/orders/place.ts',
    '../queries/shelf.ts',
    'zod',
  ]),
  'events import only rules and schema': each('drizzle/src/events/outbox.ts', [
    'bullmq',
    '../actions/orders/place.ts',
    '../database/port.ts',
  ]),
  'database imports only drivers, schema and rules': each('drizzle/src/database/port.ts', [
    '../actions/orders/place.ts',
    '../queries/shelf.ts',
    'hono',
  ]),
  'actions import only rules, schema, events, queries, sibling actions and the transaction': each(
    'drizzle/src/actions/orders/place.ts',
    ['hono', 'bullmq', '@baogong/dispatcher/routing/engine', 'node:http', '../../city/load.ts'],
  ),
  'queries import only schema and rules': each('drizzle/src/queries/shelf.ts', [
    '../actions/orders/place.ts',
    '../events/outbox.ts',
    'node:fs',
  ]),
  'verify imports only schema and the database, so that it shares no code with what it judges': each(
    'drizzle/src/verify/pending-rows.ts',
    ['../rules/ledger.ts', '../actions/orders/place.ts', '../queries/shelf.ts', '../events/outbox.ts'],
  ),
  'the ground knows neither counter, engine room nor windows': [
    ...each('drizzle/src/city/load.ts', [
      '@baogong/api/app',
      '@baogong/dispatcher/solver/solve',
      'hono',
      'bullmq',
      '@valhallajs/valhallajs',
    ]),
    ...each('drizzle/src/city/load.test.ts', ['@baogong/dispatcher/solver/solve']),
  ],
  'the contract imports only zod, zod-openapi and rules, so that a browser can read it': each(
    'api/src/contract/orders.ts',
    ['node:crypto', '../app.ts', '@baogong/drizzle/schema/orders', 'hono'],
  ),
  'the client is a type and hono/client': each('api/src/client.ts', ['./app.ts', 'hono']),
  'api never imports dispatcher': [
    ...each('api/src/server.ts', ['@baogong/dispatcher/embedded', '../../dispatcher/src/embedded.ts']),
    ...one('api/src/app.test.ts', "import type { Plan } from '@baogong/dispatcher/planning/plan';"),
    ...one('api/src/app.ts', "const jobs = await import('@baogong/dispatcher/jobs/plan-wave');"),
    ...one('api/src/app.ts', "type Plan = import('@baogong/dispatcher/planning/plan').Plan;"),
  ],
  'api never imports the queue': each('api/src/orders/place.ts', ['bullmq', 'ioredis']),
  'api never imports routing': each('api/src/orders/place.ts', ['@valhallajs/valhallajs']),
  'api never imports the query builder': each('api/src/orders/place.ts', [
    'drizzle-orm',
    'drizzle-orm/pg-core',
    'pg',
    '@electric-sql/pglite',
  ]),
  'dispatcher imports api only in its composition roots, the simulator and the commands': [
    ...each('dispatcher/src/jobs/plan-wave/processor.ts', ['@baogong/api/app', '@baogong/api/contract/orders']),
    ...one('dispatcher/src/server.ts', "import type { App } from '@baogong/api/app';"),
  ],
  'dispatcher never imports Hono': each('dispatcher/src/simulate/resident.ts', ['hono', '@hono/node-server']),
  'the simulator acts by contract and client alone, as its users do; its judge reads figures': each(
    'dispatcher/src/simulate/resident.ts',
    [
      '@baogong/api/app',
      '@baogong/drizzle/actions/orders/place',
      '@baogong/drizzle/queries/shelf',
      '../jobs/plan-wave/processor.ts',
    ],
  ),
  'only commands and benches import the simulator': each('dispatcher/src/jobs/plan-wave/processor.ts', [
    '../../simulate/resident.ts',
  ]),
  'the solver is pure: solver and rules only': each('dispatcher/src/solver/search/relocate.ts', [
    'node:worker_threads',
    'zod',
    '../../routing/engine.ts',
    '@baogong/drizzle/database/port',
  ]),
  'the judge shares no code with the search': each('dispatcher/src/solver/judge/capacity.ts', [
    '../search/model.ts',
    '../cost.ts',
  ]),
  'routing knows no queue and no solver': each('dispatcher/src/routing/valhalla/engine.ts', [
    'bullmq',
    '../../solver/solve.ts',
    '../../planning/snapshot.ts',
  ]),
  'web imports only the client, the contract and the rules of our own': [
    ...each('web/command/main.tsx', [
      '@baogong/drizzle/schema/orders',
      '@baogong/dispatcher/embedded',
      '@baogong/api/app',
      'node:fs',
    ]),
    ...each('web/command/main.test.ts', ['@baogong/drizzle/actions/orders/place']),
  ],
  'web reads the contract as types': each('web/shared/api/orders.ts', ['@baogong/api/contract/orders']),
  'the resident window imports no other window': each('web/resident/screens/shelf/shelf.tsx', [
    '../../../courier/main.tsx',
    '../../../command/main.tsx',
  ]),
  'the courier window imports no other window': each('web/courier/screens/route/route.tsx', [
    '../../../resident/main.tsx',
  ]),
  'the command window imports no other window': each('web/command/screens/map/map.tsx', ['../../../courier/main.tsx']),
  'what windows share imports no window': each('web/shared/map/town-map.tsx', ['../../command/screens/map/map.tsx']),
  'shared parts are stateless': each('web/shared/ui/button.tsx', ['../api/client.ts', '@tanstack/react-query']),
  'the crowd knows only k6 and the contract’s types': [
    ...each('load-tests/smoke.ts', ['node:fs', '@baogong/api/client', '@baogong/drizzle/rules/ids']),
    ...each('load-tests/lib/actors/resident.ts', ['@baogong/api/contract/orders']),
  ],
};

export const plantedContents: Record<string, Planted[]> = {
  'time comes from Clock': [
    ...one('drizzle/src/actions/orders/place.ts', 'export const at = Date.now();'),
    ...one('api/src/orders/place.ts', 'export const at = new Date();'),
    ...one('dispatcher/src/jobs/plan-wave/job.ts', 'export const at = new globalThis.Date();'),
  ],
  'chance comes from a seed': one('dispatcher/src/solver/search/ruin.ts', 'export const chance = Math.random();'),
  'SQL has no time of its own': [
    ...one('drizzle/src/queries/shelf.ts', 'export const late = sql`due_at < now()`;'),
    ...one('drizzle/src/queries/shelf.ts', "export const late = 'due_at < CURRENT_TIMESTAMP';"),
    ...one('drizzle/src/schema/orders.ts', "export const placedAt = timestamp('placed_at').defaultNow();"),
    ...one('api/src/orders/place.test.ts', 'export const late = sql`due_at < clock_timestamp()`;'),
  ],
  'sql.raw is banned': one('drizzle/src/queries/shelf.ts', 'export const rows = sql.raw(statement);'),
  'process.env is read in config.ts only': [
    ...one('dispatcher/src/embedded.ts', 'export const url = process.env.DATABASE_URL;'),
    ...one('api/src/app.ts', 'export const { PORT } = process.env;'),
  ],
  'queries write nothing': [
    ...one('drizzle/src/queries/shelf.ts', 'export const lost = await db.delete(orders);'),
    ...one('drizzle/src/queries/shelf.ts', 'export const made = await tx.db.insert(orders);'),
  ],
  'no file is over 300 lines': one('api/src/app.ts', '//\n'.repeat(301)),
};
