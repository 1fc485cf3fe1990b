import { enginesUnderTest } from '../testing/open-test-database.ts';
import { databaseContract } from './database.contract.ts';

for (const engine of enginesUnderTest()) databaseContract(engine);
