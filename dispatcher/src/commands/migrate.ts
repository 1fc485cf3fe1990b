import { parseArgs } from 'node:util';
import { grantLogin } from '@baogong/drizzle/database/grant-login';
import { migrate } from '@baogong/drizzle/database/migrate';
import { openServer } from '@baogong/drizzle/database/open-server';
import { migrateQueues } from '../queues/migrate-queues.ts';
import { readOwnerUrl } from '../serve/config.ts';

const FAULT = 2;

/** Brings a server's schema up to date, as its owner; with `--login NAME` also makes the role that processes log in as. */
const { values } = parseArgs({ options: { login: { type: 'string' }, password: { type: 'string' } } });
try {
  const database = await openServer({ url: readOwnerUrl() });
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
  if (!(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = FAULT;
}
