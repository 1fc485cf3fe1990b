import { readFileSync } from 'node:fs';

const LATENCY_COLUMN = 2;

/** Percentiles from every transaction in pgbench's logs: `client transaction latency_us …`, one a line. */
export function latencies(files: readonly string[]): { orders: number; p50Ms: number; p95Ms: number; p99Ms: number } {
  const sorted = files
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => Number(line.split(' ')[LATENCY_COLUMN]) / 1000)
    .sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { orders: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
