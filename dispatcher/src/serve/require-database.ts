import type { Database } from '@baogong/drizzle/database/port';
import { rows } from '@baogong/drizzle/database/rows';
import { schemaState } from '@baogong/drizzle/database/schema-state';
import { sql } from 'drizzle-orm';
import { NotServed } from './not-served.ts';

/** Refuses a database whose schema this code does not know, and a role that could change it. */
export async function requireDatabase(database: Database): Promise<void> {
  const [login] = await database.transaction(
    (db) =>
      rows<Login>(
        db,
        sql`select current_user::text as name, r.rolsuper as superuser,
              exists (select from pg_roles where rolname = 'baogong_app') and
                pg_has_role(current_user, (select oid from pg_roles where rolname = 'baogong_app'), 'member') as "mayAct",
              (select datdba = r.oid from pg_database where datname = current_database()) as "ownsDatabase",
              (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relowner = r.oid and c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')) as owns
            from pg_roles r where r.rolname = current_user`,
      ),
    // Before the role is taken on: who logs in is what counts.
    { role: 'owner' },
  );
  const tooMuch = login && powerOf(login);
  if (tooMuch) {
    throw new NotServed(
      `DATABASE_URL logs in as ${login.name}, who ${tooMuch}: ` +
        'a server process needs a role that owns nothing (npm run migrate -- --login NAME makes one).',
    );
  }
  if (!login?.mayAct) {
    throw new NotServed(
      `DATABASE_URL logs in as ${login?.name ?? 'nobody'}, who may not act as baogong_app: run npm run migrate -- --login ${login?.name ?? 'NAME'} as the owner.`,
    );
  }

  const state = await database.read(schemaState);
  if (state.is === 'current') return;
  const counts = `${state.applied} migrations are applied, this code knows ${state.known}`;
  if (state.is === 'ahead')
    throw new NotServed(`The database is ahead of this code (${counts}): start the newer version.`);
  throw new NotServed(`The database is ${state.is === 'empty' ? 'empty' : 'behind'} (${counts}): run npm run migrate.`);
}

interface Login {
  readonly name: string;
  readonly superuser: boolean;
  readonly mayAct: boolean;
  readonly ownsDatabase: boolean;
  readonly owns: number;
}

/** What a login may do that no server process needs. */
function powerOf({ superuser, ownsDatabase, owns }: Login): string | undefined {
  if (superuser) return 'is a superuser';
  if (owns > 0) return `owns ${owns} tables`;
  return ownsDatabase ? 'owns the database' : undefined;
}
