import { parseArgs } from 'node:util';
import { grantLogin } from '@baogong/drizzle/database/grant-login';
import { migrate, SchemaAhead } from '@baogong/drizzle/database/migrate';
import { sqlStateOf } from '@baogong/drizzle/database/sql-state';
import { migrateQueues } from '../queues/migrate-queues.ts';
import { readOwnerUrl } from '../serve/config.ts';
import { NotServed } from '../serve/not-served.ts';
import { openAnswering } from '../serve/open-server-database.ts';
import { reasonOf } from '../serve/reason-of.ts';

const FAULT = 2;
/** PostgreSQL's word for a lack of rights. */
const FORBIDDEN = '42501';

/** Brings a server's schema up to date, as its owner; with `--login NAME` also makes the role that processes log in as. */
const { values } = parseArgs({ options: { login: { type: 'string' }, password: { type: 'string' } } });
try {
  const database = await openAnswering({ url: readOwnerUrl() });
  try {
    await migrate(database, [migrateQueues]);
    console.log('The schema is up to date.');
    if (values.login !== undefined) {
      await grantLogin(database, { name: values.login, password: values.password });
      console.log(`${values.login} may log in and act as baogong_app and baogong_queue; it owns nothing.`);
    }
  } finally {
    await database.close();
  }
} catch (error) {
  if (sqlStateOf(error) === FORBIDDEN) {
    console.error(`DATABASE_OWNER_URL names a login that may not do this: ${reasonOf(error)}`);
  } else if (isForPeople(error)) console.error(error.message);
  else throw error;
  process.exitCode = FAULT;
}

function isForPeople(error: unknown): error is Error {
  return [TypeError, NotServed, SchemaAhead].some((kind) => error instanceof kind);
}
