import type { ZoneClass } from './vocabulary.ts';
import { isStricter } from './zone-law.ts';

/** Two declarations that share ground: how the one lies to the other. */
export interface SharedGround {
  readonly zoneClass: ZoneClass;
  readonly otherClass: ZoneClass;
  /** The whole ground of the other lies on this one's. */
  readonly coversOther: boolean;
  readonly isCovered: boolean;
  readonly isOlder: boolean;
}

/** Whose ground is it while both last? The stricter one's; of two of a class the one around the other's, else the older one's. */
export function keepsGround({ zoneClass, otherClass, coversOther, isCovered, isOlder }: SharedGround): boolean {
  if (zoneClass !== otherClass) return isStricter(zoneClass, otherClass);
  return coversOther === isCovered ? isOlder : coversOther;
}

interface Span {
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

export interface Stretch<Z> {
  readonly from: Date;
  readonly to: Date | null;
  /** Those in force throughout it. */
  readonly zones: readonly Z[];
}

/** The stretches of `[from, to)` between the instants at which one of the zones begins or ends. */
export function stretchesOf<Z extends Span>(zones: readonly Z[], from: Date, to: Date | null): Stretch<Z>[] {
  const end = to?.getTime() ?? Number.POSITIVE_INFINITY;
  const turns = zones.flatMap(({ validFrom, validTo }) => [validFrom.getTime(), validTo?.getTime() ?? end]);
  const inside = turns.filter((at) => from.getTime() < at && at < end);
  const starts = [...new Set([from.getTime(), ...inside])].sort((one, other) => one - other);
  return starts
    .filter((start) => start < end)
    .map((start, index) => {
      const next = starts[index + 1];
      return {
        from: new Date(start),
        to: next === undefined ? to : new Date(next),
        zones: zones.filter(
          ({ validFrom, validTo }) => validFrom.getTime() <= start && (validTo === null || validTo.getTime() > start),
        ),
      };
    });
}
