import type { Id } from '../rules/ids.ts';
import type { Role } from '../rules/vocabulary.ts';

/** A role that holds in the whole subtree of `path`. */
export interface ActorGrant {
  readonly role: Role;
  readonly path: string;
}

/** Who acts: a signed-in account with its grants in force, or a part of the system by its name (`sweep-zones`). */
export type Actor =
  | { readonly kind: 'account'; readonly id: Id; readonly cityId: Id; readonly grants: readonly ActorGrant[] }
  | { readonly kind: 'system'; readonly id: string };
