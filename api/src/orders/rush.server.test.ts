import { describeRushOverHttp } from './rush.contract.ts';

// The short counts; `npm run bench:rush` runs the long ones.
describeRushOverHttp('postgres', 8);
describeRushOverHttp('pglite', 2);
