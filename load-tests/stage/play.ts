/** How one run of a scenario was asked for. */
export interface Play {
  /** An empty folder that is gone afterwards. */
  readonly folder: string;
  readonly scale: 'small' | 'full';
  /** People who come in a second, where the scale's number is not to be taken. */
  readonly perSecond: number | undefined;
  /** What else k6 is told. */
  readonly k6Options: readonly string[];
}
