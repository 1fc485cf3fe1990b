import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Measured } from './ceiling/measured.ts';

const count = z.object({ count: z.number() });
const trend = z.object({ med: z.number(), 'p(95)': z.number(), 'p(99)': z.number() });
const summary = z.object({
  metrics: z.object({
    orders_placed: count,
    'orders_placed{phase:plateau}': count,
    'refusals{phase:plateau}': count.optional(),
    'http_req_duration{name:/v1/orders,phase:plateau}': trend,
  }),
});

export interface RushFigures extends Measured {
  readonly refusedPerSecond: number;
}

/** What k6's `--summary-export` says of the plateau; `orders` are those of the whole run, the ramp included. */
export function readSummary(file: string, plateauS: number): RushFigures {
  const { metrics } = summary.parse(JSON.parse(readFileSync(file, 'utf8')));
  const ms = metrics['http_req_duration{name:/v1/orders,phase:plateau}'];
  return {
    perSecond: metrics['orders_placed{phase:plateau}'].count / plateauS,
    refusedPerSecond: (metrics['refusals{phase:plateau}']?.count ?? 0) / plateauS,
    orders: metrics.orders_placed.count,
    ...{ p50Ms: ms.med, p95Ms: ms['p(95)'], p99Ms: ms['p(99)'] },
  };
}
