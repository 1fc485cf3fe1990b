import { unservedReason } from '@baogong/drizzle/rules/unserved-reason';
import { expect, it } from 'vitest';
import { unservedReasons } from '../solver/solution.ts';
import { plainReason } from './plain-reason.ts';

it('every reason of the planner has a word that people read', () => {
  const all = [
    ...unservedReasons,
    ...(['travellerUnderWay', 'travellerOffDuty', 'noGateReachable', 'noLawfulPath'] as const),
  ];
  for (const reason of all) {
    for (const openWithoutLaw of [true, false]) {
      expect(unservedReason.safeParse(plainReason(reason, { openWithoutLaw })).success).toBe(true);
    }
  }
});

it('a place that no road leads to is not blamed on the law, nor a closed one on the road', () => {
  expect(plainReason('unreachable', { openWithoutLaw: false })).toBe('noTravellerCanReach');
  expect(plainReason('unreachable', { openWithoutLaw: true })).toBe('noLawfulTraveller');
});
