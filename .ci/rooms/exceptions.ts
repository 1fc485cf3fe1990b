/** A file, or a folder with its slash, that may break a rule, and why. A line here is a decision: read it as one. */
export interface Exception {
  rule: string;
  path: string;
  reason: string;
}

export const exceptions: Exception[] = [
  { rule: 'time comes from Clock', path: 'drizzle/src/database/clock.ts', reason: 'is the clock' },
  {
    rule: 'time comes from Clock',
    path: 'drizzle/src/rules/ids.ts',
    reason: 'an id leads with wall time so that indexes grow at one end; nothing reads it back',
  },
  {
    rule: 'time comes from Clock',
    path: 'api/src/identity/',
    reason: 'one-time codes, links and sessions run out by wall time, also in a simulated city',
  },
  {
    rule: 'time comes from Clock',
    path: 'dispatcher/src/embedded/demo-access.ts',
    reason: 'makes links and sessions, which run out by wall time',
  },
  {
    rule: 'time comes from Clock',
    path: 'api/src/live/event-routes.ts',
    reason: 'asks whether a session still holds',
  },
  { rule: 'time comes from Clock', path: 'api/src/middleware/session.ts', reason: 'sessions run out by wall time' },
  { rule: 'time comes from Clock', path: 'api/src/simulation/simulation-routes.ts', reason: 'mints sessions' },
  { rule: 'time comes from Clock', path: 'api/src/reply/perform.ts', reason: 'idempotency keys run out by wall time' },
  {
    rule: 'time comes from Clock',
    path: 'dispatcher/src/commands/simulate.ts',
    reason: 'names the folder of a new run',
  },
  {
    rule: 'time comes from Clock',
    path: 'dispatcher/src/bench/rush/server-counter.ts',
    reason: 'signs a bench in, by wall time as all sessions',
  },
  {
    rule: 'process.env is read in config.ts only',
    path: 'dispatcher/src/bench/rush/',
    reason: 'hands its environment to the processes that it judges',
  },
  {
    rule: 'process.env is read in config.ts only',
    path: 'dispatcher/src/commands/bench-rush.ts',
    reason: 'runs on a server where DATABASE_URL names one',
  },
  {
    rule: 'chance comes from a seed',
    path: 'dispatcher/src/bench/rush/buy.ts',
    reason: 'buyers who were turned away must not all come back at once',
  },
  {
    rule: 'chance comes from a seed',
    path: 'drizzle/src/database/transaction.ts',
    reason: 'two transactions that collided must not wait equally long',
  },
  {
    rule: 'sql.raw is banned',
    path: 'drizzle/src/schema/columns/state.ts',
    reason: 'a CHECK holds words from the source, and DDL takes no parameters',
  },
];
