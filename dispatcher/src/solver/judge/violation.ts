export type Rule =
  | 'index'
  | 'integer'
  | 'order'
  | 'emptyTrip'
  | 'tripsMax'
  | 'chain'
  | 'unreachable'
  | 'travelTime'
  | 'loading'
  | 'docks'
  | 'depotHours'
  | 'firstDepart'
  | 'release'
  | 'waiting'
  | 'window'
  | 'service'
  | 'shift'
  | 'rest'
  | 'travelLimit'
  | 'capacity'
  | 'eligibility'
  | 'source'
  | 'aboard'
  | 'stock'
  | 'pin'
  | 'pieces'
  | 'loads'
  | 'coverage'
  | 'cost'
  | 'reason';

/** One broken rule: where (ids), what was found and what would be right. */
export interface Violation {
  readonly rule: Rule;
  readonly vehicle?: string;
  /** Which trip of the vehicle, from 0. */
  readonly trip?: number;
  readonly stop?: string;
  readonly depot?: string;
  readonly found: number;
  /** In words, with its numbers. */
  readonly accepted: string;
}

export type Report = (violation: Violation) => void;
