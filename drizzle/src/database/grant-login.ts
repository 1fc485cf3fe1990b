import { sql } from 'drizzle-orm';
import type { Database } from './port.ts';

const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** Makes or finds a role that processes log in as: it may act as the two roles of the system and owns nothing. */
export async function grantLogin(
  database: Database,
  { name, password }: { readonly name: string; readonly password?: string | undefined },
): Promise<void> {
  if (!NAME.test(name)) {
    throw new TypeError(`--login ${name}: accepted are lower-case letters, digits and underscore, a letter first`);
  }
  await database.transaction(
    async (tx) => {
      // Utility statements take no parameters: the server itself quotes what goes into them.
      const run = (command: string, ...words: string[]) =>
        tx
          .execute(
            sql`select set_config('baogong.command', format(${command}, ${sql.join(
              words.map((word) => sql`${word}::text`),
              sql`, `,
            )}), true)`,
          )
          .then(() => tx.execute(sql`do $$ begin execute current_setting('baogong.command'); end $$`));
      const there = await tx.execute(sql`select 1 from pg_roles where rolname = ${name}`);
      if ((there as { rows: unknown[] }).rows.length === 0) {
        await run('create role %I login nosuperuser nobypassrls noinherit', name);
      }
      if (password !== undefined) await run('alter role %I password %L', name, password);
      await run('grant baogong_app, baogong_queue to %I', name);
    },
    { role: 'owner' },
  );
}
