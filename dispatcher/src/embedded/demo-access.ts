import { rename, writeFile } from 'node:fs/promises';
import { makeLink } from '@baogong/drizzle/actions/identity/make-link';
import { openSession, openSessions } from '@baogong/drizzle/actions/identity/open-session';
import type { Clock } from '@baogong/drizzle/database/clock';
import type { Database } from '@baogong/drizzle/database/port';
import { withTransaction } from '@baogong/drizzle/database/transaction';
import { demoAccounts } from '@baogong/drizzle/queries/cities/demo-accounts';
import { world } from '@baogong/drizzle/queries/simulation/world';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Role } from '@baogong/drizzle/rules/vocabulary';

interface Demo {
  readonly database: Database;
  readonly clock: Clock;
  readonly cityId: Id;
}

const actor = { kind: 'system', id: 'demo-access' } as const;
const purpose = 'demo';
const SESSIONS_AT_ONCE = 1_000;

/** Which window each demo role opens. */
const windows: readonly (readonly [Role, string])[] = [
  ['resident', 'resident'],
  ['groupLeader', 'resident'],
  ['rider', 'courier'],
  ['warehouseClerk', 'command'],
  ['commander', 'command'],
  ['administrator', 'command'],
];

export interface DemoLink {
  readonly role: Role;
  readonly url: string;
}

/** A link for each demo role that signs it in once. */
export async function demoLinks(demo: Demo, address: string): Promise<DemoLink[]> {
  const accounts = await demo.database.read((db) => demoAccounts(db, demo.cityId));
  return withTransaction(demo.database, { actor, purpose, clock: demo.clock }, async (tx) => {
    const links: DemoLink[] = [];
    for (const [role, window] of windows) {
      const accountId = accounts.get(role);
      if (!accountId) continue;
      const link = await makeLink(tx, { accountId, wallNow: new Date() });
      links.push({ role, url: `${address}/${window}/#link=${link}` });
    }
    return links;
  });
}

/** A session of each demo role. */
export async function readyTokens(demo: Demo): Promise<Record<string, string>> {
  const accounts = await demo.database.read((db) => demoAccounts(db, demo.cityId));
  return withTransaction(demo.database, { actor, purpose, clock: demo.clock }, async (tx) => {
    const opened: Record<string, string> = {};
    for (const [role, accountId] of accounts) {
      opened[role] = (await openSession(tx, { accountId, wallNow: new Date() })).token;
    }
    return opened;
  });
}

/** Sessions of residents, each of another household: a crowd needs as many people as it is large. */
export async function residentTokens({ database, clock, cityId }: Demo, count: number): Promise<string[]> {
  const { households } = await database.read((db) => world(db, { cityId, limit: count }));
  const accountIds = households.flatMap(({ accountId }) => accountId ?? []);
  const tokens: string[] = [];
  for (let from = 0; from < accountIds.length; from += SESSIONS_AT_ONCE) {
    const some = accountIds.slice(from, from + SESSIONS_AT_ONCE);
    const opened = await withTransaction(database, { actor, purpose, clock }, (tx) =>
      openSessions(tx, { accountIds: some, wallNow: new Date() }),
    );
    tokens.push(...opened.map(({ token }) => token));
  }
  return tokens;
}

interface ReadyFile {
  readonly file: string;
  readonly address: string;
  /** What else the one who started us must know. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Tells a program that started us where we listen and gives it a session of each role. */
export async function writeReadyFile(demo: Demo, { file, address, more }: ReadyFile): Promise<void> {
  const tokens = await readyTokens(demo);
  // Whoever waits for the file finds it whole.
  await writeFile(`${file}.part`, JSON.stringify({ api: address, tokens, ...more }), { mode: 0o600 });
  await rename(`${file}.part`, file);
}
