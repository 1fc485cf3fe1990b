import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { StopMode } from '@baogong/drizzle/rules/vocabulary';
import type { StrandedReason } from './plain-reason.ts';
import type { AbleTraveller } from './world.ts';

/** Where boxes wait: a warehouse, or a temporary source that holds just them. */
export interface Source {
  readonly key: string;
  readonly place: Place;
  /** A gate's other side, from which inside carriers take. */
  readonly innerPoint: LngLat | null;
  /** The boxes already ride with this traveller, who alone can bring them. */
  readonly aboardOf: string | null;
}

/** Boxes from one source that end their next step at one place in one way: what the planner sees as a stop. */
export interface Errand {
  readonly source: Source;
  readonly target: Place;
  readonly mode: StopMode;
  /** The zone that the step serves. */
  readonly zoneId: Id | null;
  /** The step is done within this zone, by its own carriers. */
  readonly withinZoneId: Id | null;
  readonly boxes: readonly OpenBox[];
}

/** A box that no errand can be made for, and why. */
export interface Stranded {
  readonly box: OpenBox;
  readonly reason: StrandedReason;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** One box's next step, before steps are put together. */
export type Step = Omit<Errand, 'boxes'>;

/** Steps with the same source, place and mode become one errand, in the order of the boxes. */
export function gatherErrands(steps: readonly { readonly box: OpenBox; readonly step: Step }[]): Errand[] {
  const gathered = new Map<string, { step: Step; boxes: OpenBox[] }>();
  for (const { box, step } of steps) {
    const key = [step.source.key, step.target.kind, step.target.id, step.mode, step.withinZoneId ?? ''].join(' ');
    const errand = gathered.get(key) ?? { step, boxes: [] };
    errand.boxes.push(box);
    gathered.set(key, errand);
  }
  return [...gathered.values()].map(({ step, boxes }) => ({ ...step, boxes }));
}

/** May this traveller take part in the errand at all? Where he can go is the travel tables' business. */
export function isFor({ source, target, mode, withinZoneId }: Step, traveller: AbleTraveller): boolean {
  if (source.aboardOf !== null) return source.aboardOf === traveller.key;
  if (withinZoneId !== null) {
    return traveller.travellerClass === 'insideCarrier' && traveller.ownZoneId === withinZoneId;
  }
  if (traveller.travellerClass === 'insideCarrier') return false;
  // Nobody else may come to a relay; a door needs a person.
  const isAutonomous = traveller.travellerClass === 'autonomousVehicle';
  return target.kind === 'relay' ? isAutonomous : mode !== 'door' || !isAutonomous;
}
