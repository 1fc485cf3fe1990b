import { describeRushOverHttp } from './rush.contract.ts';

describeRushOverHttp('pglite', 1);
