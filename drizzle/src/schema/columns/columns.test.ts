import { enginesUnderTest } from '../../testing/open-test-database.ts';
import { columnsContract, ewkbProperties } from './geometry.contract.ts';

ewkbProperties();
for (const engine of enginesUnderTest()) columnsContract(engine);
