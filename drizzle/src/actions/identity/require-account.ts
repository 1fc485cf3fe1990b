import type { Actor } from '../../database/actor.ts';
import { Refusal } from '../../rules/refusal.ts';

/** A person or device that is signed in, where the system's own jobs have no business. */
export type AccountActor = Extract<Actor, { kind: 'account' }>;

export function requireAccount(actor: Actor): AccountActor {
  if (actor.kind !== 'account') throw new Refusal('forbidden', { noun: actor.kind, accepted: 'account' });
  return actor;
}
