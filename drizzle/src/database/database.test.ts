import { enginesUnderTest } from '../testing/open-test-database.ts';
import { clockContract } from './clock.contract.ts';
import { databaseContract } from './database.contract.ts';
import { transactionContract } from './transaction.contract.ts';

const engines = enginesUnderTest();
if (!engines.includes('postgres')) {
  console.log('The database is proven on PGlite alone, races not at all: DATABASE_URL is not set.');
}

for (const engine of engines) {
  databaseContract(engine);
  transactionContract(engine);
  clockContract(engine);
}
