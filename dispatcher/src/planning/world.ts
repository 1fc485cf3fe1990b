import type { OpenBox } from '@baogong/drizzle/queries/waves/open-boxes';
import type { Traveller } from '@baogong/drizzle/queries/waves/travellers-on-shift';
import type { ZoneGate } from '@baogong/drizzle/queries/waves/zone-gates';
import type { ZoneRelay } from '@baogong/drizzle/queries/waves/zone-relays';
import type { ZoneInForce } from '@baogong/drizzle/queries/zones/zones-between';
import type { Id } from '@baogong/drizzle/rules/ids';
import type { Place } from '@baogong/drizzle/rules/place';
import type { Policy } from '@baogong/drizzle/rules/policy';

/** A traveller who may work, until his shift or his code ends. */
export interface AbleTraveller extends Traveller {
  readonly until: Date;
  /** The last instant at which his code holds, if it ends: also the way home is a duty. */
  readonly codeUntil: Date | null;
  /** An inside carrier's own zone. */
  readonly ownZoneId: Id | null;
}

/** What one wave is planned from: one consistent look at the city. */
export interface World {
  readonly cityId: Id;
  readonly now: Date;
  readonly lawVersion: number;
  readonly policy: Policy;
  /** In force now, or to take force while the plan is driven. */
  readonly zones: readonly ZoneInForce[];
  readonly gates: readonly ZoneGate[];
  readonly relays: readonly ZoneRelay[];
  readonly warehouses: readonly Place[];
  readonly boxes: readonly OpenBox[];
  readonly travellers: readonly AbleTraveller[];
}
