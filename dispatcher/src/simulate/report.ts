import type { DayFigures } from './figures.ts';

export interface DayReport extends DayFigures {
  readonly city: string;
  readonly scenario: string;
  readonly seed: number;
  /** The folder in which the day's database is kept. */
  readonly data: string;
  readonly modes: { readonly database: string; readonly queue: string; readonly routing: string };
  readonly wallSeconds: number;
  readonly zeros: Readonly<Record<string, number>>;
}

/** The day in words. */
export function reportLines(report: DayReport): string[] {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const servedShare = report.deliverable === 0 ? 1 : report.served / report.deliverable;
  return [
    `${report.city}, ${report.scenario}, seed ${report.seed}: lived in ${report.wallSeconds} s`,
    `Orders     ${report.asked} asked, refused: ${counted(report.refused)}`,
    `Delivered  ${report.served} of ${report.deliverable} deliverable (${percent(servedShare)}), unserved: ${counted(report.unserved)}`,
    `Time       half at the door in ${report.orderToDoorMinutes.p50} min, 95 % in ${report.orderToDoorMinutes.p95} min; ${percent(report.within5h)} within 5 h`,
    `Fleet      ${report.trips} trips, ${report.kilometres} km, loaded to ${percent(report.loadFactor)}`,
    `Planning   half of the waves in ${report.planSeconds.p50} s, the longest in ${report.planSeconds.max} s`,
    `Lockdown   ${report.boxesHandedTwice} boxes handed over twice or more on the way, ${report.caughtInside} travellers caught inside`,
    `Fairness   best and worst community ${percent(report.spread)} apart, longest unserved ${report.longestUnservedHours} h`,
    `Zeros      ${counted(report.zeros)}`,
    `Kept in    ${report.data}`,
  ];
}
