import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hotGoods } from '../../lib/hot-goods.ts';
import { NotPlayed } from '../not-played.ts';
import { mustRun } from '../run-program.ts';
import { binFolder } from './bin-folder.ts';
import { latencies } from './latencies.ts';
import type { Measured } from './measured.ts';
import { psql } from './psql.ts';

export interface Ceiling {
  /** Writes orders for so long with nothing between pgbench and the database. */
  measure(seconds: number): Promise<Measured>;
  close(): Promise<void>;
}

interface Asked {
  readonly databaseUrl: string;
  /** An order that the product wrote: the others are like it. */
  readonly sampleOrderId: string;
  readonly folder: string;
}

/** On two cores, hot balances take more orders from eight writers than from more or fewer. */
const CLIENTS = 8;
const here = import.meta.dirname;

/** The most that this database gives for the rows of one order at a time, written by pgbench beside the product. */
export async function openCeiling({ databaseUrl, sampleOrderId, folder }: Asked): Promise<Ceiling> {
  const variables = ['-v', `sample=${sampleOrderId}`, '-v', `codes=${hotGoods.join(',')}`];
  const buyers = Number(await psql(databaseUrl, [...variables, '-f', join(here, 'prepare.sql')]));
  if (!(buyers > 0)) throw new NotPlayed('every household has a session: there is nobody left for pgbench');

  let runs = 0;
  return {
    async measure(seconds) {
      const prefix = `pgbench-${++runs}`;
      await mustRun({
        command: join(binFolder(), 'pgbench'),
        args: [
          ...['--no-vacuum', '--protocol=prepared', `--client=${CLIENTS}`, `--time=${seconds}`],
          ...['-D', `buyers=${buyers}`, '--log', `--log-prefix=${join(folder, prefix)}`],
          ...['-f', join(here, 'one-order.sql'), databaseUrl],
        ],
        env: { PGOPTIONS: '-c role=baogong_app' },
      });
      const logs = readdirSync(folder).filter((name) => name.startsWith(`${prefix}.`));
      const measured = latencies(logs.map((name) => join(folder, name)));
      return { perSecond: measured.orders / seconds, ...measured };
    },
    close: async () => void (await psql(databaseUrl, ['-c', 'drop schema ceiling cascade'])),
  };
}
