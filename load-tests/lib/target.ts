/** What `npm start -- --ready-file FILE` writes: where the system listens and one token for each demo role. */
export interface Target {
  api: string;
  tokens: Record<'resident' | 'groupLeader' | 'rider' | 'warehouseClerk' | 'commander' | 'administrator', string>;
}

const file = __ENV.READY_FILE;
if (!file) throw new Error('READY_FILE: not set; run through `npm run k6 -- SCENARIO`');

export const target = JSON.parse(open(file)) as Target;
