import type { Id } from '@baogong/drizzle/rules/ids';
import type { LawfulEngine } from '../routing/lawful-engine.ts';
import { NO_LAW } from '../routing/travel-law.ts';
import type { LeftOut } from './left-out.ts';

/** Boxes that are out of reach under the law and would not be without it: by car from outside, on foot within a zone. */
export async function openWithoutLaw(engine: LawfulEngine, left: readonly LeftOut[]): Promise<ReadonlySet<Id>> {
  const open = new Set<Id>();
  const apart = left.filter(({ reason }) => reason === 'unreachable');
  const errands = new Map(apart.map(({ errand }) => [errand, apart.filter((each) => each.errand === errand)]));
  for (const [{ source, target, withinZoneId }, boxes] of errands) {
    const from = [source.innerPoint !== null && withinZoneId !== null ? source.innerPoint : source.place.point];
    const profile = withinZoneId === null ? 'car' : 'foot';
    const table = await engine.matrix({ profile, law: NO_LAW, from, to: [target.point] });
    if ((table.durationsS[0] ?? -1) >= 0) for (const { box } of boxes) open.add(box.id);
  }
  return open;
}
