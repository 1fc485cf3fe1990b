import { tryLimitContract } from './try-limit.contract.ts';
import { tryLimit } from './try-limit.ts';

tryLimitContract('of one process', async () => {
  let now = 0;
  return {
    limit: tryLimit({ max: 2, windowS: 10, nowMs: () => now }),
    windowS: 10,
    passS: async (seconds) => {
      now += seconds * 1000;
    },
  };
});
