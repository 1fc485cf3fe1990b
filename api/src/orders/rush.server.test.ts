import { describeRushOverHttp } from './rush.contract.ts';

describeRushOverHttp('postgres', 50);
describeRushOverHttp('pglite', 5);
