import { describeRush } from './rush.contract.ts';

describeRush('pglite', 5);
