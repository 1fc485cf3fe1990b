import type { ActionTx } from '../../database/transaction.ts';
import { type Id, newId } from '../../rules/ids.ts';
import type { SitedRelay } from '../../rules/relays.ts';
import { relays } from '../../schema/zones.ts';

interface WrittenZone {
  readonly zoneId: Id;
  readonly cityId: Id;
  readonly validTo: Date | null;
}

/** Gives a sealed zone its relays; they end with it. */
export async function giveRelays(
  tx: ActionTx,
  { zoneId, cityId, validTo }: WrittenZone,
  sited: readonly SitedRelay[],
): Promise<void> {
  if (sited.length === 0) return;
  const common = { cityId, zoneId, endsAt: validTo };
  await tx.db.insert(relays).values(sited.map((relay) => ({ ...relay, ...common, id: newId() })));
}
