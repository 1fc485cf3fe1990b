import { describeRush } from './rush.contract.ts';

describeRush('postgres', 10);
