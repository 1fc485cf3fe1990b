import { SharedArray } from 'k6/data';

/** What `--ready-file FILE` is told: where the system listens and one token for each demo role. */
export interface Target {
  /** The first counter. */
  readonly api: string;
  /** All counters. */
  readonly apis: readonly string[];
  readonly tokens: Record<
    'resident' | 'groupLeader' | 'rider' | 'warehouseClerk' | 'commander' | 'administrator',
    string
  >;
}

const file = __ENV.READY_FILE;
if (!file) throw new Error('READY_FILE: not set; run through `npm run k6 -- SCENARIO`');

// Shared: with thousands of tokens in it, the file must not be read and kept once per virtual user.
const [told] = new SharedArray<Target>('target', () => {
  const { api, apis = [api], tokens } = JSON.parse(open(file));
  return [{ api, apis, tokens }];
});
if (!told) throw new Error(`${file}: names no target`);

export const target = told;

/** A session of each of the residents that were asked for. */
export const residents = new SharedArray<string>('residents', () => JSON.parse(open(file)).residents ?? []);
