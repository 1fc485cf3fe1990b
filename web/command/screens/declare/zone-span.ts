import { instantInCity } from '../../../shared/format/city-time.ts';

/** What the form says: a time of day in the city, or nothing for now, and for as long as nobody lifts it. */
export interface SpanText {
  readonly begin: string | undefined;
  readonly end: string | undefined;
}

export type SpanFault = 'timeMissing' | 'beginPast' | 'endEarly';

export interface ZoneSpan {
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly beginFault?: SpanFault | undefined;
  readonly endFault?: SpanFault | undefined;
}

/** The span of a zone on the city's clock, and what is wrong with it: a time that is asked for and missing is never taken for now. */
export function readSpan({ begin, end }: SpanText, { timeZone, now }: { timeZone: string; now: string }): ZoneSpan {
  const validFrom = begin === undefined ? undefined : instantInCity(begin, timeZone);
  const validTo = end === undefined ? undefined : instantInCity(end, timeZone);
  const isPast = validFrom !== undefined && Date.parse(validFrom) <= Date.parse(now);
  const isEarly = validTo !== undefined && Date.parse(validTo) <= Date.parse(validFrom ?? now);
  return {
    validFrom,
    validTo,
    beginFault: begin !== undefined && validFrom === undefined ? 'timeMissing' : isPast ? 'beginPast' : undefined,
    endFault: end !== undefined && validTo === undefined ? 'timeMissing' : isEarly ? 'endEarly' : undefined,
  };
}
