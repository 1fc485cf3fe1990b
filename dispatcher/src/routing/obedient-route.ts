import type { LngLat } from '@baogong/drizzle/rules/geo';
import type { FoundRoute, Ground, RoutingEngine } from './engine.ts';
import { brokenZones, MOVED_M, type PreparedLaw, type PreparedZone, polygonsOf, staysInside } from './travel-law.ts';

/** What a line must keep to: the law, and the streets that serve its ends by the street search. */
export interface Obedience {
  readonly ground: Ground;
  readonly via: readonly LngLat[];
  readonly forbidden: readonly PreparedZone[];
  readonly law: PreparedLaw;
  readonly lawful: FoundRoute;
}

/** Big zones cost an engine half a second each time, and where many lie in the way it rarely finds round them all at once. */
const DETOURS_MAX = 1;
const DETOUR_ZONES_MAX = 2;

/**
 * Asks without zones first: a free route that breaks none is the best lawful one. Then only the zones that were broken are
 * excluded, because an engine's cost grows with the ground that it must avoid.
 */
export async function obedientRoute(
  engine: RoutingEngine,
  { ground, via, forbidden, law, lawful }: Obedience,
): Promise<{ free?: FoundRoute; obedient?: FoundRoute }> {
  const excluded = new Set<PreparedZone>();
  let free: FoundRoute | undefined;
  for (let round = 0; round <= DETOURS_MAX; round++) {
    const answer = await engine.route({ ...lawlessOf(ground), avoid: polygonsOf([...excluded]), via });
    if (answer.unreachable || moved(answer, lawful)) break;
    free ??= answer;
    if (!staysInside(law.confine, answer.line)) break;
    const broken = brokenZones(forbidden, answer.line);
    if (broken.length === 0) return { free, obedient: answer };
    if (!engine.capabilities.avoidsPolygons || broken.some((zone) => excluded.has(zone))) break;
    if (broken.length > DETOUR_ZONES_MAX) break;
    for (const zone of broken) excluded.add(zone);
  }
  return free ? { free } : {};
}

/** Whether a line keeps to the law up to the places themselves, and serves these places and no others. */
export function obeys(answer: FoundRoute, { forbidden, law, lawful }: Obedience): boolean {
  if (moved(answer, lawful) || brokenZones(forbidden, answer.line).length > 0) return false;
  return staysInside(law.confine, answer.line);
}

export function lawlessOf({ confineTo: _, avoid: __, ...ground }: Ground): Ground {
  return ground;
}

function moved(answer: FoundRoute, lawful: FoundRoute): boolean {
  return answer.snappedM.some((metres, i) => metres > (lawful.snappedM[i] ?? 0) + MOVED_M);
}
