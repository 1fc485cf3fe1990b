import type { Id } from './ids.ts';
import type { CustodianKind } from './vocabulary.ts';

/** Who holds a box. In a manned vehicle it is the vehicle; an outside rider or inside carrier is a `rider`. */
export interface Custodian {
  readonly kind: CustodianKind;
  readonly id: Id;
}

export function sameCustodian(one: Custodian, other: Custodian): boolean {
  return one.kind === other.kind && one.id === other.id;
}
