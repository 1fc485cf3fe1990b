/** What one part of a comparison came to. */
export interface Measured {
  readonly orders: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}
